package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Ranking;
import dev.beryl.optimizers.model.TrialHistory;

/**
 * Divides completed trials by whether they satisfy an outcome constraint. Asked for only while
 * fewer than half of the trials are feasible: where more are, it is enough that infeasible ones
 * rank last.
 */
final class Feasibility {
  private static final double MANY_FEASIBLE = 0.5;

  private final TrialHistory history;
  private final Ranking ranking;
  private final WeightedRows satisfying = new WeightedRows();
  private final WeightedRows others = new WeightedRows();

  Feasibility(TrialHistory history, Ranking ranking) {
    this.history = history;
    this.ranking = ranking;
  }

  /** {@return whether constraints are to be modeled} */
  boolean isRare() {
    return history.constraints() > 0 && ranking.feasible() < MANY_FEASIBLE * ranking.completed();
  }

  /**
   * Divides the trials by a constraint; if none satisfies it, the one that is nearest to it counts.
   *
   * @param features on which trials must have values to count
   * @param first where, in the order of numbers, those trials begin that count
   * @return whether there are some on both sides
   */
  boolean split(int constraint, int[] features, int first) {
    satisfying.clear();
    others.clear();
    int nearest = -1;
    for (int i = first; i < history.size(); i++) {
      int row = history.inOrder(i);
      if (!history.isCompleted(row) || !history.isActive(row, features)) {
        continue;
      }
      double excess = history.excess(row, constraint);
      (excess <= 0 ? satisfying : others).add(row, 1);
      nearest = nearest < 0 || excess < history.excess(nearest, constraint) ? row : nearest;
    }
    if (satisfying.size() == 0 && others.size() > 1) {
      satisfying.add(nearest, 1);
      others.remove(nearest);
    }
    satisfying.priorWeight(1);
    others.priorWeight(1);
    return satisfying.size() > 0 && others.size() > 0;
  }

  /** {@return those that satisfied the constraint that was asked for last} */
  WeightedRows satisfying() {
    return satisfying;
  }

  /** {@return those that violated the constraint that was asked for last} */
  WeightedRows others() {
    return others;
  }
}
