package dev.beryl.loop;

import dev.beryl.execution.local.ReplicatePolicy;
import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.execution.local.TrialRunner;
import dev.beryl.execution.local.TrialState;
import dev.beryl.execution.local.TrialWork;
import dev.beryl.execution.local.Unit;
import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

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
   * Runs a trial replicate by replicate and evaluates it as its study would.
   *
   * @param trial the trial of the study
   * @param unit runs one replicate at a time
   * @param replicates which ones the trial has
   * @param rejection how it ends without being run; null: it is run
   * @param policy what a failed replicate means
   * @return the trial, which is entered nowhere
   */
  public static Trial of(
      Trial trial,
      Unit unit,
      int[] replicates,
      @Nullable Outcome rejection,
      TrialRunner runner,
      ReplicatePolicy policy) {
    if (rejection != null) {
      TrialState decided = TrialState.decided(trial.number(), trial.treatment(), rejection);
      return of(decided, trial.problem());
    }
    var slots = new ArrayList<ReplicateSlot>();
    boolean over = false;
    for (int i = 0; i < replicates.length && !over; i++) {
      unit.begin(trial.number(), trial.treatment(), new ReplicateSlot(replicates[i]));
      runner.start(unit.work());
      runner.await(unit.work());
      slots.add(unit.slot());
      over = unit.isDecisive();
    }
    return of(Unit.trialOf(trial.number(), trial.treatment(), policy, slots), trial.problem());
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
