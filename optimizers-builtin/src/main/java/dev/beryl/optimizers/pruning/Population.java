package dev.beryl.optimizers.pruning;

import java.util.List;
import java.util.Map;

/**
 * The trials that one is compared with: those told before it began. Immutable, so that judges read
 * it without locks while later trials are told.
 *
 * @param trials how many there are
 * @param rounds the losses after numbers of replicates
 * @param ended of each pruned trial, after how many replicates
 * @param best the best completed trials
 */
record Population(
    int trials,
    KnownCurves curves,
    Known none,
    StepMap<Known> rounds,
    OrderStatistics ended,
    List<ToldTrial> best) {

  static Population none(int objectives) {
    return new Population(
        0,
        KnownCurves.none(objectives),
        Known.none(objectives),
        StepMap.empty(),
        OrderStatistics.EMPTY,
        List.of());
  }

  /** This population and one more trial, without its curve. */
  Population with(ToldTrial trial, List<ToldTrial> best) {
    StepMap<Known> more = rounds;
    for (Map.Entry<Integer, double[]> round : trial.rounds().entrySet()) {
      int replicates = round.getKey();
      Known known = more.at(replicates, none).with(trial.number(), round.getValue());
      more = more.with(replicates, known);
    }
    return new Population(
        trials + (trial.isComparable() ? 1 : 0),
        curves,
        none,
        more,
        trial.isPruned() ? ended.with(trial.ended()) : ended,
        best);
  }

  Population with(KnownCurves changed) {
    return new Population(trials, changed, none, rounds, ended, best);
  }

  Known after(int replicates) {
    return rounds.at(replicates, none);
  }

  /** How many trials were pruned before a number of replicates had ended. */
  int prunedBefore(int replicates) {
    return ended.below(replicates);
  }
}
