package dev.beryl.optimizers.tpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The good trials under several objectives: whole fronts, and of the one that does not fit as many
 * as are wanted, chosen one by one for the largest gain in hypervolume.
 *
 * @see <a href="https://doi.org/10.1613/jair.1.13188">Ozaki, Tanigaki, Watanabe, Nomura and Onishi,
 *     Multiobjective tree-structured Parzen estimator, JAIR 73, 2022</a>, section 4.2
 */
final class ParetoSplit {
  private static final double SOMEWHAT_WORSE = 1.1;
  private static final double SOMEWHAT_LESS = 0.9;
  private static final double ABOVE_ZERO = 1e-12;

  private final History history;
  private final Fronts fronts;

  ParetoSplit(History history, Fronts fronts) {
    this.history = history;
    this.fronts = fronts;
  }

  /**
   * The best trials.
   *
   * @param wanted how many of them are good
   * @param count how many to return at most, at least {@code wanted}; those after the good ones are
   *     in the order of fronts
   */
  Rows best(int wanted, int count) {
    var best = new Rows();
    for (int rank = 0; rank < fronts.count() && best.size() < count; rank++) {
      Rows front = fronts.front(rank);
      int room = wanted - best.size();
      if (room > 0 && room < front.size()) {
        addByVolume(front, room, best);
      } else {
        for (int i = 0; i < front.size(); i++) {
          best.add(front.get(i));
        }
      }
    }
    best.truncate(Math.min(count, best.size()));
    return best;
  }

  /** Adds a front's trials, the chosen ones first. */
  private void addByVolume(Rows front, int wanted, Rows best) {
    List<double[]> points = normalized(front);
    double[] reference = new double[history.objectives()];
    Arrays.fill(reference, 1);
    double[] gains = new double[points.size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = Hypervolume.exclusive(points.get(i), List.of(), reference);
    }
    var chosen = new ArrayList<double[]>();
    boolean[] taken = new boolean[gains.length];
    while (chosen.size() < wanted) {
      int next = largest(points, gains, taken, chosen, reference);
      taken[next] = true;
      chosen.add(points.get(next));
      best.add(front.get(next));
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        best.add(front.get(i));
      }
    }
  }

  /** Gains only fall as points are chosen: one whose old gain is too small need not be computed. */
  private static int largest(
      List<double[]> points,
      double[] gains,
      boolean[] taken,
      List<double[]> chosen,
      double[] reference) {
    int largest = 0;
    while (taken[largest]) {
      largest++;
    }
    double gain = Double.NEGATIVE_INFINITY;
    for (int i = largest; i < gains.length; i++) {
      if (!taken[i] && gains[i] > gain) {
        gains[i] = Hypervolume.exclusive(points.get(i), chosen, reference);
        if (gains[i] > gain) {
          gain = gains[i];
          largest = i;
        }
      }
    }
    return largest;
  }

  /** The losses of a front, from 0 at its best to 1 at the reference point. */
  private List<double[]> normalized(Rows front) {
    int objectives = history.objectives();
    var points = new ArrayList<double[]>();
    for (int i = 0; i < front.size(); i++) {
      points.add(new double[objectives]);
    }
    for (int k = 0; k < objectives; k++) {
      double least = Double.POSITIVE_INFINITY;
      double worst = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < front.size(); i++) {
        least = Math.min(least, history.loss(front.get(i), k));
        worst = Math.max(worst, history.loss(front.get(i), k));
      }
      double halfRange = halfReference(worst) - least / 2;
      for (int i = 0; i < front.size(); i++) {
        points.get(i)[k] = (history.loss(front.get(i), k) / 2 - least / 2) / halfRange;
      }
    }
    return points;
  }

  /** Half of a loss somewhat above the worst one; halves don't overflow. */
  private static double halfReference(double worst) {
    double half = worst / 2;
    return half == 0 ? ABOVE_ZERO / 2 : Math.max(SOMEWHAT_WORSE * half, SOMEWHAT_LESS * half);
  }
}
