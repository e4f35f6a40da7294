package dev.beryl.optimizers.tpe;

/** How wide the numeric kernels of an estimator are. */
public sealed interface Bandwidth {

  /**
   * The distance to the farther of the two neighbors, between 1 / min(100, n + 2) and 1 for n
   * kernels.
   *
   * @param endpoints whether the ends of the range count as neighbors of the outermost kernels
   * @see <a
   *     href="https://proceedings.neurips.cc/paper/2011/hash/86e8f7ab32cfd12577bc2619bc635690-Abstract.html">
   *     Bergstra et al., Algorithms for hyper-parameter optimization, NeurIPS 2011</a>, section 4.2
   */
  record Neighbor(boolean endpoints) implements Bandwidth {}

  /**
   * One width for all kernels: Scott's rule on the weighted standard deviation, which is shrunk
   * towards a prior one.
   *
   * @param factor what the rule is multiplied with
   * @param least the least width
   * @see <a href="https://doi.org/10.1002/9781118575574">Scott, Multivariate density estimation,
   *     2015</a>, section 6.3
   */
  record Scott(double factor, double least) implements Bandwidth {
    private static final double PRIOR_DEVIATION = 0.15;
    private static final double LEAST_OF_A_STEP = 0.4;

    /**
     * The width.
     *
     * @param weights of the kernels, summing to 1
     * @param size how many kernels, at least 1
     * @param numericFeatures how many numeric features the joint density has
     * @param levels how many values the parameter has, 0 for a continuum
     * @return the width, in [least, 1]
     */
    double width(double[] values, double[] weights, int size, int numericFeatures, long levels) {
      double mean = 0;
      double squares = 0;
      for (int i = 0; i < size; i++) {
        mean += weights[i] * values[i];
        squares += weights[i] * weights[i];
      }
      double variance = 0;
      for (int i = 0; i < size; i++) {
        variance += weights[i] * (values[i] - mean) * (values[i] - mean);
      }
      double effective = 1 / squares;
      double deviation =
          Math.sqrt((effective * variance + PRIOR_DEVIATION * PRIOR_DEVIATION) / (effective + 1));
      double width = factor * deviation * StrictMath.pow(effective, -1.0 / (numericFeatures + 4));
      double floor = levels > 0 ? Math.max(least, LEAST_OF_A_STEP / levels) : least;
      return Math.clamp(width, Math.min(floor, 1), 1);
    }
  }
}
