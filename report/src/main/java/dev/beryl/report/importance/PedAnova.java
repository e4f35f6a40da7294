package dev.beryl.report.importance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Conditional PED-ANOVA (Watanabe et al. 2023, arXiv 2304.10255; Baba et al. 2026, arXiv
 * 2601.20800): the variance of the indicator of being among the best, split by parameters. Each
 * parameter has two regimes, active and inactive; the inactive one contributes nothing.
 */
final class PedAnova {
  private static final int LEAST_OF_A_REGIME = 2;

  private final List<Axis> axes;
  private final short[] cells; // trial after trial, for each axis one; -1: inactive
  private final int trials;
  private final int[] active;
  private final double[][] searched;

  /** The density of the trials on each axis is estimated once. */
  PedAnova(List<Axis> axes, short[] cells) {
    this.axes = axes;
    this.cells = cells;
    this.trials = cells.length / axes.size();
    this.active = new int[axes.size()];
    this.searched = new double[axes.size()][];
    int[][] counts = counts(IntStream.range(0, trials).toArray(), trials);
    for (int j = 0; j < active.length; j++) {
      active[j] = Arrays.stream(counts[j]).sum();
      searched[j] = CellDensity.of(counts[j], axes.get(j).unordered());
    }
  }

  /** For each axis how many of some trials are in each cell. */
  private int[][] counts(int[] some, int size) {
    int[][] counts = new int[axes.size()][];
    for (int j = 0; j < counts.length; j++) {
      counts[j] = new int[axes.get(j).cells()];
    }
    for (int i = 0; i < size; i++) {
      int at = some[i] * counts.length;
      for (int[] ofAxis : counts) {
        short cell = cells[at++];
        if (cell >= 0) {
          ofAxis[cell]++;
        }
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
    int[][] all = counts(best, size);
    for (int j = 0; j < axes.size(); j++) {
      Axis axis = axes.get(j);
      int[] counts = all[j];
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
