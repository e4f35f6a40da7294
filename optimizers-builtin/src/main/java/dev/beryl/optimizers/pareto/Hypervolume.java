package dev.beryl.optimizers.pareto;

import java.util.ArrayList;
import java.util.List;

/**
 * The volume that points dominate up to a reference point, all objectives minimized, by exclusive
 * volumes: exact, in any dimension, for some tens of points.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2010.2077298">While, Bradstreet and Barone, A fast way
 *     of calculating exact hypervolumes, IEEE Trans. Evolutionary Computation 16(1), 2012</a>
 */
public final class Hypervolume {
  private Hypervolume() {}

  /** The volume that some points dominate together. */
  public static double of(List<double[]> points, double[] reference) {
    double volume = 0;
    for (int i = 0; i < points.size(); i++) {
      volume += exclusive(points.get(i), points.subList(i + 1, points.size()), reference);
    }
    return volume;
  }

  /** The volume that a point dominates and others don't. */
  public static double exclusive(double[] point, List<double[]> others, double[] reference) {
    return Math.max(0, inclusive(point, reference) - of(limited(point, others), reference));
  }

  private static double inclusive(double[] point, double[] reference) {
    double volume = 1;
    for (int i = 0; i < point.length; i++) {
      volume *= Math.max(0, reference[i] - point[i]);
    }
    return volume;
  }

  /** What others dominate of a point's volume, as points, without those that are dominated. */
  private static List<double[]> limited(double[] point, List<double[]> others) {
    var limited = new ArrayList<double[]>(others.size());
    for (double[] other : others) {
      double[] corner = new double[point.length];
      for (int i = 0; i < corner.length; i++) {
        corner[i] = Math.max(point[i], other[i]);
      }
      if (limited.stream().noneMatch(kept -> covers(kept, corner))) {
        limited.removeIf(kept -> covers(corner, kept));
        limited.add(corner);
      }
    }
    return limited;
  }

  private static boolean covers(double[] corner, double[] other) {
    for (int i = 0; i < corner.length; i++) {
      if (corner[i] > other[i]) {
        return false;
      }
    }
    return true;
  }
}
