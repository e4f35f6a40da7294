package dev.beryl.optimizers.cma;

import java.util.Optional;

/** No restart. */
record SingleRun(int population, double sigma) implements RestartSchedule {

  @Override
  public RunPlan first() {
    return new RunPlan(population, sigma, Long.MAX_VALUE, RunPlan.Start.CENTER);
  }

  @Override
  public Optional<RunPlan> next(long used, long remaining, double[] uniforms) {
    return Optional.empty();
  }
}
