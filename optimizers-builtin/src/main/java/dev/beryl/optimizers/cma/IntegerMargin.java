package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.NormalDistribution;
import dev.beryl.random.Normal;
import java.util.Arrays;

/**
 * Keeps an integer coordinate of a Gaussian from settling in one cell while others could still be
 * better: after each update the probability to leave the cell of the mean is raised to a margin, by
 * a shift of the mean and by a factor A of the coordinate's deviations that the covariance does not
 * know. A sample v of N(m, σ² C) is evaluated at m + A (v - m), a sample of N(m, σ² A C A).
 *
 * <p>Probabilities are marginal: of one coordinate by itself.
 *
 * @see <a href="https://arxiv.org/abs/2205.13482">Hamano, Saito, Nomura and Shirakawa, CMA-ES with
 *     margin: lower-bounding marginal probability for mixed-integer black-box optimization, GECCO
 *     2022</a>, section 4
 */
final class IntegerMargin {
  private static final double LEAST_PROBABILITY = 1e-10;

  private final double alpha;
  private final double edgeQuantile;
  private final double[] amplification;

  /**
   * A margin with A = 1.
   *
   * @param alpha the margin: the least probability to leave a cell, above 0 and below 1/2
   * @throws IllegalArgumentException if it is not
   */
  IntegerMargin(int dimension, double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("margin: expected 0 < alpha < 1/2, got " + alpha);
    }
    this.alpha = alpha;
    this.edgeQuantile = -Normal.quantile(alpha);
    this.amplification = new double[dimension];
    Arrays.fill(amplification, 1);
  }

  /** {@return A_jj} */
  double amplification(int j) {
    return amplification[j];
  }

  /**
   * Corrects the mean and the factor of a coordinate. In the cell at an edge of the range the mean
   * moves so that at least alpha lies beyond its threshold; elsewhere mean and factor change so
   * that at least alpha / 2 lies beyond each.
   *
   * @param below the threshold to the cell below that of the mean; negative infinity: there is none
   * @param above the threshold to the cell above; positive infinity: there is none
   */
  void correct(int j, double[] mean, double deviation, double below, double above) {
    double spread = amplification[j] * deviation;
    double low = NormalDistribution.cdf((below - mean[j]) / spread);
    double high = NormalDistribution.cdf((mean[j] - above) / spread);
    if (below == Double.NEGATIVE_INFINITY) {
      mean[j] = high < alpha ? above - edgeQuantile * spread : mean[j];
    } else if (above == Double.POSITIVE_INFINITY) {
      mean[j] = low < alpha ? below + edgeQuantile * spread : mean[j];
    } else if (low < alpha / 2 || high < alpha / 2) {
      spreadOverCell(j, mean, deviation, below, above, low, high);
    }
  }

  private void spreadOverCell(
      int j, double[] mean, double deviation, double below, double above, double low, double high) {
    double least = alpha / 2;
    double inside = 1 - (low + high);
    double raisedLow = Math.max(low, least);
    double raisedHigh = Math.max(high, least);
    double sum = raisedLow + raisedHigh + inside;
    double shrinkage = (1 - sum) / (sum - 3 * least);
    double lowQuantile = deviationOf(raisedLow + shrinkage * (raisedLow - least));
    double highQuantile = deviationOf(raisedHigh + shrinkage * (raisedHigh - least));
    amplification[j] = (above - below) / ((lowQuantile + highQuantile) * deviation);
    mean[j] = (below * highQuantile + above * lowQuantile) / (lowQuantile + highQuantile);
  }

  /** {@return how many standard deviations from the mean the tail with a probability starts} */
  private static double deviationOf(double probability) {
    return -Normal.quantile(Math.clamp(probability, LEAST_PROBABILITY, 0.5 - LEAST_PROBABILITY));
  }
}
