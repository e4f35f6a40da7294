package dev.beryl.optimizers.cma;

import java.util.Optional;

/** Which run follows the one that has ended. */
interface RestartSchedule {

  /** {@return the plan of the first run} */
  RunPlan first();

  /**
   * Plans the next run.
   *
   * @param used evaluations of the run that ended
   * @param remaining evaluations that the budget has left, at least 1
   * @param uniforms two uniform numbers in (0, 1) for this run
   * @return the plan; empty to end the search
   */
  Optional<RunPlan> next(long used, long remaining, double[] uniforms);
}
