package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.Ranking;
import dev.beryl.optimizers.model.TrialHistory;

/**
 * Divides completed trials by whether they satisfy an outcome constraint. That is needed only while
 * fewer than half of the trials are feasible: otherwise it is enough that infeasible ones rank
 * last.
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
   * @param first the index, in the order of numbers, of the first trial that counts
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

  /** {@return the trials that satisfy the constraint that was divided by last} */
  WeightedRows satisfying() {
    return satisfying;
  }

  /** {@return the trials that violate the constraint that was divided by last} */
  WeightedRows others() {
    return others;
  }
}
