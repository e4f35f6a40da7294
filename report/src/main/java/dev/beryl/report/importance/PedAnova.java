package dev.beryl.report.importance;

import java.util.Arrays;
import java.util.List;

/**
 * Conditional PED-ANOVA (Watanabe et al. 2023, arXiv 2304.10255; Baba et al. 2026, arXiv
 * 2601.20800): the variance of the indicator of being among the best, split by parameters. Each
 * parameter has two regimes, active and inactive; the inactive one contributes nothing.
 */
final class PedAnova {
  private static final int LEAST_OF_A_REGIME = 2;

  private final List<Axis> axes;
  private final short[][] cells; // [parameter][trial], -1: inactive
  private final int trials;
  private final int[] active;
  private final double[][] searched;

  /** The density of the trials on each axis is estimated once. */
  PedAnova(List<Axis> axes, short[][] cells, int trials) {
    this.axes = axes;
    this.cells = cells;
    this.trials = trials;
    this.active = new int[axes.size()];
    this.searched = new double[axes.size()][];
    for (int j = 0; j < active.length; j++) {
      int[] counts = new int[axes.get(j).cells()];
      for (int i = 0; i < trials; i++) {
        if (cells[j][i] >= 0) {
          counts[cells[j][i]]++;
          active[j]++;
        }
      }
      searched[j] = CellDensity.of(counts, axes.get(j).unordered());
    }
  }

  /** The density of the best trials on an axis. */
  private int[] counts(int axis, int[] best, int size) {
    int[] counts = new int[axes.get(axis).cells()];
    for (int i = 0; i < size; i++) {
      short cell = cells[axis][best[i]];
      if (cell >= 0) {
        counts[cell]++;
      }
    }
    return counts;
  }

  /**
   * Each parameter's variance, against the trials and against what is uniform in the space.
   *
   * @param best the best trials; only the first of them count
   * @param size how many
   * @param against receives the variances against the trials
   * @param uniform receives those against the uniform distribution
   */
  void variances(int[] best, int size, double[] against, double[] uniform) {
    double share = (double) size / trials;
    for (int j = 0; j < axes.size(); j++) {
      Axis axis = axes.get(j);
      int[] counts = counts(j, best, size);
      int activeBest = Arrays.stream(counts).sum();
      if (activeBest < LEAST_OF_A_REGIME || active[j] < LEAST_OF_A_REGIME) {
        against[j] = 0;
        uniform[j] = 0;
        continue;
      }
      double[] density = CellDensity.of(counts, axis.unordered());
      double alpha = (double) activeBest / size;
      double weight = share * share * alpha * alpha;
      against[j] = weight * trials / active[j] * divergence(density, searched[j]);
      uniform[j] = weight / axis.active() * divergence(density, axis.uniform());
    }
  }

  /** Pearson's divergence of p from q. */
  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (p[i] - q[i]) * (p[i] - q[i]) / q[i];
    }
    return sum;
  }

  /** The share of a parameter's range that trials explored: exp(entropy) / cells. */
  double explored(int axis) {
    double entropy = 0;
    for (double q : searched[axis]) {
      entropy -= q * StrictMath.log(q);
    }
    return Math.min(1, StrictMath.exp(entropy) / searched[axis].length);
  }
}
