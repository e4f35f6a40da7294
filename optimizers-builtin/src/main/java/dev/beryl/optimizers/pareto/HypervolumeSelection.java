package dev.beryl.optimizers.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best of some points: whole fronts, and of the front that does not fit those that add most to
 * the dominated volume, chosen one by one.
 *
 * @see <a href="https://doi.org/10.1613/jair.1.13188">Ozaki, Tanigaki, Watanabe, Nomura and Onishi,
 *     Multiobjective tree-structured Parzen estimator, JAIR 73, 2022</a>, section 4.2
 */
public final class HypervolumeSelection {
  private static final double SOMEWHAT_WORSE = 1.1;
  private static final double SOMEWHAT_LESS = 0.9;
  private static final double ABOVE_ZERO = 1e-12;

  private final Losses losses;
  private final Fronts fronts;

  /** Selects from the points of some fronts. */
  public HypervolumeSelection(Losses losses, Fronts fronts) {
    this.losses = losses;
    this.fronts = fronts;
  }

  /**
   * The best points.
   *
   * @param wanted how many are selected; they come first
   * @param count the most to return, at least {@code wanted}; the others follow in the order of
   *     fronts
   */
  public PointList best(int wanted, int count) {
    var best = new PointList();
    for (int rank = 0; rank < fronts.count() && best.size() < count; rank++) {
      PointList front = fronts.front(rank);
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

  /** Adds a front's points, the selected ones first. */
  private void addByVolume(PointList front, int wanted, PointList best) {
    List<double[]> points = normalized(front);
    double[] reference = new double[losses.objectives()];
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

  /**
   * Gains only fall as points are chosen, so that an old gain that is too small is not computed
   * again.
   */
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
  private List<double[]> normalized(PointList front) {
    int objectives = losses.objectives();
    var points = new ArrayList<double[]>();
    for (int i = 0; i < front.size(); i++) {
      points.add(new double[objectives]);
    }
    for (int k = 0; k < objectives; k++) {
      double least = Double.POSITIVE_INFINITY;
      double worst = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < front.size(); i++) {
        least = Math.min(least, losses.loss(front.get(i), k));
        worst = Math.max(worst, losses.loss(front.get(i), k));
      }
      double halfRange = halfReference(worst, least) - least / 2;
      for (int i = 0; i < front.size(); i++) {
        points.get(i)[k] = (losses.loss(front.get(i), k) / 2 - least / 2) / halfRange;
      }
    }
    return points;
  }

  /** Half of a loss somewhat above the worst one: halves do not overflow. */
  private static double halfReference(double worst, double least) {
    double half = worst / 2;
    if (half == 0) {
      return least < 0 ? ABOVE_ZERO * (-least / 2) : 1;
    }
    return Math.max(SOMEWHAT_WORSE * half, SOMEWHAT_LESS * half);
  }
}
