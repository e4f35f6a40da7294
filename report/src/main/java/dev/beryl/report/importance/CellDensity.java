package dev.beryl.report.importance;

import java.util.Arrays;

/**
 * A smoothed density over cells, estimated from counts as PED-ANOVA does (Watanabe et al. 2023,
 * arXiv 2304.10255): for ordered cells a mixture of truncated normal distributions, one at each
 * occupied cell with the width of Scott's rule, and a wide one in the middle with the weight of one
 * count; for unordered cells the counts and one more that is spread evenly.
 */
final class CellDensity {
  private static final double LEAST_WIDTH = 0.5 / 1.64;
  private static final double LEAST = 1e-12;

  private CellDensity() {}

  static double[] of(int[] counts, boolean unordered) {
    long total = Arrays.stream(counts).asLongStream().sum();
    double[] density = unordered ? evenly(counts) : smoothed(counts, total);
    for (int i = 0; i < density.length; i++) {
      density[i] = density[i] / (total + 1) + LEAST;
    }
    return density;
  }

  private static double[] evenly(int[] counts) {
    double[] weights = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      weights[i] = counts[i] + 1.0 / counts.length;
    }
    return weights;
  }

  private static double[] smoothed(int[] counts, long total) {
    int cells = counts.length;
    double[] weights = new double[cells];
    double width = width(counts, total);
    double[] below = new double[2 * cells + 1]; // P(Z <= (i - cells + 1/2) / width)
    for (int i = 0; i < below.length; i++) {
      below[i] = NormalDistribution.cumulative((i - cells + 0.5) / width);
    }
    for (int at = 0; at < cells; at++) {
      if (counts[at] == 0) {
        continue;
      }
      int zero = cells - 1 - at;
      double mass = below[zero + cells] - below[zero];
      for (int i = 0; i < cells; i++) {
        weights[i] += counts[at] * (below[zero + i + 1] - below[zero + i]) / mass;
      }
    }
    addWide(weights);
    return weights;
  }

  private static void addWide(double[] weights) {
    int cells = weights.length;
    double[] below = new double[cells + 1];
    for (int i = 0; i <= cells; i++) {
      below[i] = NormalDistribution.cumulative((i - cells / 2.0) / cells);
    }
    for (int i = 0; i < cells; i++) {
      weights[i] += (below[i + 1] - below[i]) / (below[cells] - below[0]);
    }
  }

  /** The standard deviation of a component, in cells. */
  private static double width(int[] counts, long total) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += (double) i * counts[i];
    }
    double mean = sum / Math.max(1, total);
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      squares += (i - mean) * (i - mean) * counts[i];
    }
    double deviation = Math.sqrt(squares / Math.max(1, total - 1));
    double quartiles = occupied(counts, total * 3 / 4, true) - occupied(counts, total / 4, false);
    double scott =
        1.059
            * Math.min(quartiles / 1.34, deviation)
            * StrictMath.pow((double) Math.max(1, total), -0.2);
    return Math.max(scott, LEAST_WIDTH);
  }

  /** The occupied cell in which a rank is; if it ends a cell, the next one if asked for. */
  private static int occupied(int[] counts, long rank, boolean next) {
    long cumulated = 0;
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      cumulated += counts[i];
      last = i;
      if (next ? cumulated > rank : cumulated >= rank) {
        return i;
      }
    }
    return last;
  }
}
