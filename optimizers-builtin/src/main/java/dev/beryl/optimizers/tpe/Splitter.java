package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.OverallNoise;
import dev.beryl.optimizers.model.Ranking;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.optimizers.pareto.Fronts;
import dev.beryl.optimizers.pareto.HypervolumeSelection;
import dev.beryl.optimizers.pareto.PointList;
import java.util.Arrays;

/**
 * Divides the trials into good ones, below, and all others, above. Pending trials are above as if
 * they had turned out badly, so that proposals keep away from them; so are failed ones, up to a
 * quarter of all. Of a long history the newest and the best trials represent the others.
 */
final class Splitter {
  private static final int LEAST_OF_GROUP = 3;
  private static final int LONG_HISTORY = 5000;
  private static final int NEWEST_KEPT = 1000;
  private static final int BEST_KEPT = 200;
  private static final int[] ANY = {};
  private static final double DECAYING = -1;
  private static final double SHARE_UNDER_NOISE = 0.2;

  private final TrialHistory history;
  private final Ranking ranking;
  private final TpeSettings settings;
  private final OverallNoise noise;
  private final HypervolumeSelection pareto;
  private final WeightedRows below = new WeightedRows();
  private final WeightedRows above = new WeightedRows();
  private final WeightedRows belowOfGroup = new WeightedRows();
  private final WeightedRows aboveOfGroup = new WeightedRows();

  private int[] ranked = new int[16]; // the best finished trials, from the best on
  private boolean[] good = new boolean[16]; // by row
  private double[] losses = new double[16];
  private double[] weights = new double[16];
  private double share;
  private WeightRule rule = WeightRule.AUTO;

  /**
   * A splitter.
   *
   * @param fronts of the feasible trials; empty under one objective
   */
  Splitter(
      TrialHistory history,
      Ranking ranking,
      Fronts fronts,
      OverallNoise noise,
      TpeSettings settings) {
    this.history = history;
    this.ranking = ranking;
    this.settings = settings;
    this.noise = noise;
    this.pareto = new HypervolumeSelection(history, fronts);
  }

  /** Divides all trials; at least one has finished. */
  void split() {
    rule = settings.weights();
    share = settings.share();
    if (history.objectives() > 1) {
      rule = rule == WeightRule.OLD_DECAY ? rule : WeightRule.UNIFORM;
    } else if (rule == WeightRule.AUTO) {
      boolean noisy = noise.isHigh();
      rule = noisy ? WeightRule.RANK : WeightRule.EXPECTED_IMPROVEMENT;
      share = noisy ? Math.max(share, SHARE_UNDER_NOISE) : share;
    }
    int wanted = settings.below(ranking.size(), share);
    int count = Math.min(ranking.size(), wanted + BEST_KEPT);
    growTo(count);
    for (int i = 0; i < count; i++) {
      ranked[i] = ranking.row(i);
    }
    if (history.objectives() > 1) {
      PointList best = pareto.best(wanted, count);
      for (int i = 0; i < best.size(); i++) {
        ranked[i] = best.get(i);
      }
    }
    divide(count, wanted, ANY, below, above);
  }

  /** {@return the good trials} */
  WeightedRows below() {
    return below;
  }

  /** {@return the other trials} */
  WeightedRows above() {
    return above;
  }

  /** {@return the good trials of the group that was divided last} */
  WeightedRows belowOfGroup() {
    return belowOfGroup;
  }

  /** {@return the other trials of the group that was divided last} */
  WeightedRows aboveOfGroup() {
    return aboveOfGroup;
  }

  /**
   * Divides the trials in which a group is active: as all are divided, or by themselves if fewer
   * than 3 of them are good.
   *
   * @return whether any of them has finished
   */
  boolean splitGroup(int[] features) {
    filter(below, features, belowOfGroup);
    filter(above, features, aboveOfGroup);
    if (belowOfGroup.size() >= LEAST_OF_GROUP) {
      return true;
    }
    int count = 0;
    growTo(ranking.size());
    PointList byFront = pareto.best(0, ranking.feasible()); // none under one objective
    for (int i = 0; i < ranking.size(); i++) {
      int row = i < byFront.size() ? byFront.get(i) : ranking.row(i);
      if (history.isActive(row, features)) {
        ranked[count++] = row;
      }
    }
    if (count > 0) {
      divide(
          count, Math.max(1, settings.below(count, share)), features, belowOfGroup, aboveOfGroup);
    }
    return count > 0;
  }

  private void filter(WeightedRows all, int[] features, WeightedRows into) {
    into.clear();
    double total = 0;
    for (int i = 0; i < all.size(); i++) {
      if (history.isActive(all.row(i), features)) {
        into.add(all.row(i), all.weight(i));
        total += all.weight(i);
      }
    }
    into.priorWeight(
        all == below ? settings.priorWeight() * total / into.size() : all.priorWeight());
  }

  private void growTo(int count) {
    if (ranked.length < count) {
      ranked = new int[2 * count];
    }
    if (good.length < history.size()) {
      good = new boolean[2 * history.size()];
    }
  }

  private void divide(
      int count, int wanted, int[] features, WeightedRows below, WeightedRows above) {
    weigh(count, wanted);
    below.clear();
    double total = 0;
    for (int i = 0; i < wanted; i++) {
      below.add(ranked[i], weights[i]);
      total += weights[i];
      good[ranked[i]] = true;
    }
    below.priorWeight(settings.priorWeight() * total / wanted);
    below.sort(history);
    if (rule == WeightRule.OLD_DECAY) {
      for (int i = 0; i < wanted; i++) {
        below.weight(i, Weights.oldDecay(i, wanted));
      }
      below.priorWeight(settings.priorWeight());
    }
    collect(count, wanted, features, above);
    above.priorWeight(settings.priorWeight());
    for (int i = 0; i < wanted; i++) {
      good[ranked[i]] = false;
    }
  }

  /** Weights of the good trials by rank. */
  private void weigh(int count, int wanted) {
    if (weights.length < wanted) {
      weights = new double[2 * wanted];
      losses = new double[2 * wanted];
    }
    Arrays.fill(weights, 0, wanted, 1);
    if (rule == WeightRule.RANK) {
      for (int i = 0; i < wanted; i++) {
        weights[i] = Weights.rank(i, wanted);
      }
    }
    boolean comparable = wanted < count && ranking.isFeasible(ranked[wanted]);
    if (rule == WeightRule.EXPECTED_IMPROVEMENT && comparable) {
      for (int i = 0; i < wanted; i++) {
        losses[i] = history.loss(ranked[i], 0);
      }
      Weights.expectedImprovement(losses, wanted, history.loss(ranked[wanted], 0), weights);
    }
  }

  private void collect(int count, int wanted, int[] features, WeightedRows above) {
    above.clear();
    int first = firstKept();
    if (first > 0) {
      for (int i = wanted; i < Math.min(count, wanted + BEST_KEPT); i++) {
        if (history.precedes(ranked[i], history.inOrder(first))) {
          above.add(ranked[i], DECAYING);
        }
      }
      above.sort(history);
    }
    int finished = above.size();
    int pending = 0;
    int failed = 0;
    for (int i = first; i < history.size(); i++) {
      int row = history.inOrder(i);
      if (isAbove(row, features)) {
        finished += history.isFinished(row) ? 1 : 0;
        pending += history.isPending(row) ? 1 : 0;
        failed += history.isFailed(row) ? 1 : 0;
      }
    }
    int left = failed - Math.min(failed, (finished + pending) / 3); // oldest failures left out
    for (int i = first; i < history.size(); i++) {
      int row = history.inOrder(i);
      if (isAbove(row, features) && !(history.isFailed(row) && left-- > 0)) {
        above.add(row, history.isFinished(row) ? DECAYING : 1);
      }
    }
    int age = 0;
    for (int i = 0; i < above.size(); i++) {
      if (above.weight(i) == DECAYING) {
        above.weight(i, Weights.oldDecay(age++, finished));
      }
    }
  }

  private boolean isAbove(int row, int[] features) {
    return !good[row] && history.isActive(row, features);
  }

  /** The index, in the order of numbers, of the first trial that is kept of a long history. */
  int firstKept() {
    if (ranking.size() <= LONG_HISTORY) {
      return 0;
    }
    int finished = 0;
    int pending = 0;
    int first = history.size();
    while (finished < NEWEST_KEPT || pending < history.pending()) {
      first--;
      finished += history.isFinished(history.inOrder(first)) ? 1 : 0;
      pending += history.isPending(history.inOrder(first)) ? 1 : 0;
    }
    return first;
  }
}
