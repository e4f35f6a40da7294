package dev.beryl.loop;

import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;

/** Runs one trial again, outside of its study. */
public final class Reproduction {
  private Reproduction() {}

  /**
   * Runs a begun trial and evaluates it as a study would.
   *
   * @param work the trial
   * @param runner who runs it
   * @param books of the study, for what is measured; nothing is entered
   * @return the trial, in no study's books
   */
  public static Trial of(TrialWork work, TrialRunner runner, TrialTable books) {
    runner.start(work);
    runner.await(work);
    int gathered = work.gather();
    var evaluation = new Evaluation(books.objectives(), books.constraints());
    Outcome ran = work.outcome();
    Outcome outcome =
        ran instanceof Outcome.Completed ? evaluation.evaluate(work.recorders(), gathered) : ran;
    return new TrialTable(books.problem(), 1)
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
