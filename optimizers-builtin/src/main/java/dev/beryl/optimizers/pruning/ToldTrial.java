package dev.beryl.optimizers.pruning;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a trial that others are compared with.
 *
 * @param draw its uniform number in (0, 1)
 * @param rounds the losses after some numbers of replicates
 * @param losses its final losses; null if it was pruned
 * @param ended after how many replicates it was pruned; 0 if its curve was stopped
 */
@SuppressWarnings("ArrayRecordComponent") // never written to
record ToldTrial(
    int number,
    double draw,
    LearningCurve curve,
    SortedMap<Integer, double[]> rounds,
    double @Nullable [] losses,
    int ended) {

  /**
   * Whether others are compared with a trial: if it completed and is feasible, or was pruned. One
   * that failed, ran out of time or is infeasible is no alternative, however good it looks.
   */
  static boolean counts(Trial trial) {
    return trial.outcome() instanceof Outcome.Pruned || trial.isFeasible();
  }

  static ToldTrial of(
      Trial trial, double draw, LearningCurve curve, SortedMap<Integer, double[]> rounds) {
    return trial.outcome() instanceof Outcome.Pruned pruned
        ? new ToldTrial(trial.number(), draw, curve, rounds, null, pruned.replicates())
        : new ToldTrial(trial.number(), draw, curve, rounds, trial.losses(), 0);
  }

  boolean isPruned() {
    return losses == null;
  }

  /** {@return whether its curve was stopped before its end} */
  boolean isStopped() {
    return isPruned() && ended == 0;
  }

  /** {@return whether it has anything to compare with} */
  boolean isComparable() {
    return curve.size() > 0 || !rounds.isEmpty();
  }
}
