package dev.beryl.loop;

import dev.beryl.execution.TrialRunner;
import dev.beryl.execution.TrialWork;
import dev.beryl.metric.TrialTable;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;

/** Runs one trial again, outside of its study. */
public final class Reproduction {
  private Reproduction() {}

  /**
   * Runs a begun trial and evaluates it as a study would.
   *
   * @param work the trial
   * @param runner who runs it
   * @param space of its treatment
   * @param objectives of the study
   * @return the trial, in no study's books
   */
  public static Trial of(
      TrialWork work, TrialRunner runner, SearchSpace space, List<Objective> objectives) {
    runner.start(work);
    runner.await(work);
    int gathered = work.gather();
    var evaluation = new Evaluation(objectives);
    Outcome ran = work.outcome();
    Outcome outcome =
        ran instanceof Outcome.Completed ? evaluation.evaluate(work.recorders(), gathered) : ran;
    return new TrialTable(space, objectives, 1)
        .append(
            work.number(),
            work.treatment(),
            outcome,
            work.recorders(),
            gathered,
            evaluation.values(),
            work.nanos());
  }
}
