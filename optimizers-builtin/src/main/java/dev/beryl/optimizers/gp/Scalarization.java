package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.optimizers.pareto.Fronts;
import dev.beryl.optimizers.pareto.PointList;
import dev.beryl.optimizers.quasi.ScrambledSobol;
import java.util.Arrays;

/**
 * Several objectives as one: the augmented Chebyshev distance from the ideal point under weights
 * that change from trial to trial, uniform on the simplex.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2005.851274">Knowles, ParEGO: a hybrid algorithm with
 *     on-line landscape approximation for expensive multiobjective optimization problems, IEEE
 *     Trans. Evolutionary Computation 10(1), 2006</a>
 */
final class Scalarization {
  private static final double AUGMENTED = 0.05;
  private static final double LARGEST = 1e12;

  private final TrialHistory history;
  private final Fronts fronts;
  private final ScrambledSobol sequence;
  private final double[] weights;
  private final double[] ideal;
  private final double[] nadir;

  Scalarization(TrialHistory history, long seed) {
    this.history = history;
    this.fronts = new Fronts(history);
    this.sequence = new ScrambledSobol(history.objectives() - 1, seed);
    this.weights = new double[history.objectives()];
    this.ideal = new double[weights.length];
    this.nadir = new double[weights.length];
  }

  /** Takes in a completed trial that satisfies the outcome constraints. */
  void add(int row) {
    fronts.add(row);
  }

  /** Forms the fronts anew, as the losses of a trial have changed. */
  void addAllAgain() {
    fronts.clear();
    for (int i = 0; i < history.size(); i++) {
      int row = history.inOrder(i);
      if (history.isCompleted(row) && !(history.violation(row) > 0)) {
        fronts.add(row);
      }
    }
  }

  /**
   * Sets the weights of a trial, and the range from the present front or, without one, from all.
   */
  void choose(int trial) {
    int last = weights.length - 1;
    double[] cuts = new double[last];
    sequence.point(trial % ScrambledSobol.SIZE, cuts, 0, last);
    Arrays.sort(cuts);
    for (int k = 0; k <= last; k++) {
      weights[k] = (k == last ? 1 : cuts[k]) - (k == 0 ? 0 : cuts[k - 1]);
    }
    Arrays.fill(ideal, Double.POSITIVE_INFINITY);
    Arrays.fill(nadir, Double.NEGATIVE_INFINITY);
    if (fronts.count() > 0 && fronts.front(0).size() > 1) {
      PointList front = fronts.front(0);
      for (int i = 0; i < front.size(); i++) {
        widen(front.get(i));
      }
    } else {
      for (int row = 0; row < history.size(); row++) {
        if (history.isCompleted(row)) {
          widen(row);
        }
      }
    }
  }

  private void widen(int row) {
    for (int k = 0; k < ideal.length; k++) {
      ideal[k] = Math.min(ideal[k], history.loss(row, k));
      nadir[k] = Math.max(nadir[k], history.loss(row, k));
    }
  }

  /** The distance of a completed trial. */
  double of(int row) {
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      double range = nadir[k] / 2 - ideal[k] / 2;
      double above = history.loss(row, k) / 2 - ideal[k] / 2;
      double share = range > 0 ? above / range : Math.signum(above);
      double term = weights[k] * Math.clamp(share, -LARGEST, LARGEST);
      largest = Math.max(largest, term);
      sum += term;
    }
    return largest + AUGMENTED * sum;
  }
}
