package dev.beryl.optimizers.math;

/**
 * The logarithm of the expected improvement of a standard normal variate on a threshold, h(z) =
 * phi(z) + z Phi(z), and its derivative: accurate where h itself is far below the least double.
 *
 * @see <a href="https://arxiv.org/abs/2310.20708">Ament, Daulton, Eriksson, Balandat and Bakshy,
 *     Unexpected improvements to expected improvement for Bayesian optimization, NeurIPS 2023</a>
 */
public final class ExpectedImprovement {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** From it on {@code phi(z) + z Phi(z)} cancels no digits. */
  private static final double DIRECT = -1;

  /** Below it the asymptotic series has more digits than the ratio of Mills leaves. */
  private static final double SERIES = -30;

  private ExpectedImprovement() {}

  /**
   * The logarithm of the expected improvement.
   *
   * @param z the threshold less the mean, in standard deviations; finite
   * @return ln(phi(z) + z Phi(z))
   */
  public static double log(double z) {
    return z > DIRECT
        ? StrictMath.log(NormalDistribution.density(z) + z * NormalDistribution.cdf(z))
        : -0.5 * z * z - HALF_LOG_TWO_PI + StrictMath.log(relative(-z));
  }

  /**
   * The derivative of {@link #log}.
   *
   * @return Phi(z) / (phi(z) + z Phi(z))
   */
  public static double logDerivative(double z) {
    if (z > DIRECT) {
      double cdf = NormalDistribution.cdf(z);
      return cdf / (NormalDistribution.density(z) + z * cdf);
    }
    return NormalDistribution.millsRatio(-z) / relative(-z);
  }

  /** h(-t) / phi(t) = 1 - t M(t), with the ratio M of Mills. */
  private static double relative(double t) {
    if (t < -SERIES) {
      return 1 - t * NormalDistribution.millsRatio(t);
    }
    double s = 1 / (t * t);
    double sum = 1 - 15 * s * (1 - 17 * s);
    for (int odd = 13; odd >= 3; odd -= 2) {
      sum = 1 - odd * s * sum;
    }
    return s * sum;
  }
}
