package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What an evolution strategy does about infeasible samples: they are cut component by component
 * from a feasible anchor, the mean; the shape loses variance along the average infeasible step; and
 * the mean is kept feasible.
 *
 * @see <a href="https://doi.org/10.1145/2330163.2330207">Arnold and Hansen, A (1+1)-CMA-ES for
 *     constrained optimisation (2012)</a>: the loss of variance
 */
final class Repair {
  private static final int LARGEST_DIMENSION = 90; // above, the whole step is cut
  private static final double RATE = 0.1;
  private static final double MOST = 0.999;

  private final FeasibleSet set;
  private final PhiloxRandom random;
  private final int n;
  private final double[] point;
  private final double[] component;
  private final double[] trial;
  private final double[] normal; // the average infeasible step
  private final double[] whitened;
  private final int[] order;

  Repair(FeasibleSet set, PhiloxRandom random) {
    this.set = set;
    this.random = random;
    this.n = set.layout().coordinates();
    this.point = new double[n];
    this.component = new double[n];
    this.trial = new double[n];
    this.normal = new double[n];
    this.whitened = new double[n];
    this.order = new int[n];
  }

  FeasibleSet set() {
    return set;
  }

  /** Sets the sample's point to the end of a feasible way from an anchor towards it. */
  void cut(Candidate sample, double[] anchor, double[] z, Covariance covariance, double[] scales) {
    random.seek(sample.generation, sample.index);
    System.arraycopy(anchor, 0, point, 0, n);
    boolean axes = random.nextBoolean() && scales.length > 0;
    shuffle();
    for (int i = 0; i < (n > LARGEST_DIMENSION ? 1 : n); i++) {
      if (n > LARGEST_DIMENSION) {
        for (int j = 0; j < n; j++) {
          component[j] = sample.x[j] - anchor[j];
        }
      } else if (axes) {
        covariance.axis(order[i], component);
        double length = covariance.axisLength(order[i]) * z[order[i]];
        for (int j = 0; j < n; j++) {
          component[j] *= length * scales[j];
        }
      } else {
        Arrays.fill(component, 0);
        component[order[i]] = sample.x[order[i]] - anchor[order[i]];
      }
      set.advance(point, component, sample.categories, trial);
    }
    System.arraycopy(point, 0, sample.x, 0, n);
  }

  private void shuffle() {
    for (int i = 0; i < n; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
  }

  /** Takes variance from a covariance along the steps of a generation that were infeasible. */
  boolean narrow(Covariance covariance, Candidate[] members) {
    double rate = 1.0 / (n + 2);
    int count = 0;
    Candidate[] drawn =
        Arrays.stream(members)
            .filter(member -> member.repaired)
            .sorted(
                Comparator.<Candidate>comparingLong(each -> each.generation)
                    .thenComparingInt(each -> each.index))
            .toArray(Candidate[]::new);
    for (Candidate each : drawn) {
      for (int j = 0; j < n; j++) {
        normal[j] = (1 - rate) * normal[j] + rate * each.drawn[j];
      }
      count++;
    }
    covariance.whiten(normal, whitened);
    double length = Rows.squaredLength(whitened);
    if (count == 0 || !(length > 0)) {
      return false;
    }
    double share = 1 - StrictMath.pow(1 - RATE * rate, 2.0 * count);
    covariance.update(1, -MOST * share / length, normal, new double[0][], new double[0], 0);
    return true;
  }

  /** Moves an infeasible mean towards the best point, to the border. */
  void project(double[] mean, Candidate best) {
    if (!best.completed() || set.contains(mean, best.categories)) {
      return;
    }
    for (int j = 0; j < n; j++) {
      component[j] = mean[j] - best.x[j];
    }
    System.arraycopy(best.x, 0, mean, 0, n);
    set.advance(mean, component, best.categories, trial);
  }
}
