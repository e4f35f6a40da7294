package dev.beryl.quality.measure;

import java.util.Arrays;

/**
 * The runtime profile of a search in two figures. The profile is the share of (instance, target)
 * pairs that are reached, as a function of log10(evaluations / dimension).
 *
 * @param area under the profile from 0 to log10(2000); at the most that, which is 3.301
 * @param reached the share reached within 2000 evaluations per dimension
 */
public record RuntimeProfile(Estimate area, Estimate reached) {
  static final int MOST_PER_DIMENSION = 2000;

  /** The largest area, log10(2000). */
  public static final double MOST = StrictMath.log10(MOST_PER_DIMENSION);

  /**
   * Sums up searches; standard errors are those over instance numbers, problems being fixed.
   *
   * @param hits by problem, instance number and target, the evaluation at which it was reached, see
   *     {@link Targets}; the same number of instances of each problem
   * @param dimensions of the problems
   * @return the profile
   */
  public static RuntimeProfile of(int[][][] hits, int[] dimensions) {
    int instances = hits[0].length;
    double[] area = new double[instances];
    double[] reached = new double[instances];
    for (int p = 0; p < hits.length; p++) {
      int dimension = dimensions[p];
      for (int k = 0; k < instances; k++) {
        double pairs = (double) hits.length * hits[p][k].length;
        reached[k] += Targets.reached(hits[p][k], dimension).count() / pairs;
        area[k] +=
            Targets.reached(hits[p][k], dimension)
                    .mapToDouble(
                        hit -> MOST - StrictMath.log10(Math.max(1, hit / (double) dimension)))
                    .sum()
                / pairs;
      }
    }
    return new RuntimeProfile(Estimate.of(area), Estimate.of(reached));
  }

  /**
   * The profile of curves that all have minimum 0.
   *
   * @param curves by problem, instance number and evaluation
   * @param dimensions of the problems
   * @return the profile
   */
  public static RuntimeProfile ofCurves(double[][][] curves, int[] dimensions) {
    return of(
        Arrays.stream(curves)
            .map(problem -> Arrays.stream(problem).map(Targets::hits).toArray(int[][]::new))
            .toArray(int[][][]::new),
        dimensions);
  }
}
