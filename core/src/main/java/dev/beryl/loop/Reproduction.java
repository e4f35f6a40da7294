package dev.beryl.loop;

import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;

/** Runs one trial again, outside of its study. */
public final class Reproduction {
  private Reproduction() {}

  /**
   * Runs a trial and evaluates it as its study would.
   *
   * @return the trial, which is entered nowhere
   */
  public static Trial of(TrialWork work, TrialRunner runner, Problem problem) {
    runner.start(work);
    runner.await(work);
    return of(work.state(), problem);
  }

  /**
   * Evaluates a trial that has run as its study would.
   *
   * @return the trial, which is entered nowhere
   */
  public static Trial of(TrialState ran, Problem problem) {
    Recordings recordings = ran.gather();
    var evaluation = new Evaluation(problem.objectives(), problem.constraints());
    Outcome outcome = ran.outcome();
    if (outcome instanceof Outcome.Completed) {
      outcome = evaluation.evaluate(recordings);
    }
    return new TrialTable(problem, 1)
        .append(
            ran.number(), ran.treatment(), outcome, recordings, evaluation.values(), ran.nanos());
  }
}
