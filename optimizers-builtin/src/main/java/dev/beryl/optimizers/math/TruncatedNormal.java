package dev.beryl.optimizers.math;

import dev.beryl.random.Normal;

/**
 * The standard normal distribution between two bounds, accurate in both tails.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4757-4145-2">Robert and Casella, Monte Carlo
 *     statistical methods, 2004</a>, section 2.1.2 for the inverse method
 */
public final class TruncatedNormal {
  private static final double LOG_HALF = -0.6931471805599453;

  /** Beyond it both tails together are below half a unit in the last place of 1. */
  private static final double WHOLE = 8.3;

  private TruncatedNormal() {}

  /**
   * The logarithm of a normal variate's probability to lie between bounds.
   *
   * @param high the upper bound, at least {@code low}
   * @return ln P(low ≤ X ≤ high); negative infinity for an empty interval
   */
  public static double logMass(double low, double high) {
    if (high <= 0) {
      return logDifference(NormalDistribution.logCdf(high), NormalDistribution.logCdf(low));
    }
    if (low >= 0) {
      return logDifference(NormalDistribution.logCdf(-low), NormalDistribution.logCdf(-high));
    }
    if (low < -WHOLE && high > WHOLE) {
      return 0;
    }
    return StrictMath.log(mass(low, high));
  }

  /** P(low ≤ X ≤ high), with no more than absolute accuracy in the tails. */
  public static double mass(double low, double high) {
    return low > 0
        ? NormalDistribution.cdf(-low) - NormalDistribution.cdf(-high)
        : NormalDistribution.cdf(high) - NormalDistribution.cdf(low);
  }

  /** {@return ln(e^larger - e^smaller)} */
  private static double logDifference(double larger, double smaller) {
    double difference = smaller - larger;
    if (!(difference < 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    return larger
        + (difference > LOG_HALF
            ? StrictMath.log(-StrictMath.expm1(difference))
            : StrictMath.log1p(-StrictMath.exp(difference)));
  }

  /**
   * The quantile function.
   *
   * @param high the upper bound, above {@code low}
   * @param u the probability to lie below, in (0, 1)
   * @return between the bounds
   */
  public static double quantile(double low, double high, double u) {
    if (low > 0) {
      return -quantile(-high, -low, 1 - u);
    }
    double value;
    if (high < -WHOLE / 2) {
      double logLow = NormalDistribution.logCdf(low);
      double logPart = StrictMath.log(u) + logMass(low, high);
      double larger = Math.max(logLow, logPart);
      double sum = larger + StrictMath.log1p(StrictMath.exp(Math.min(logLow, logPart) - larger));
      value = NormalDistribution.quantileOfLog(sum);
    } else {
      double mass = mass(low, high);
      double below = NormalDistribution.cdf(low) + u * mass;
      value =
          below <= 0.5
              ? Normal.quantile(below)
              : -Normal.quantile(NormalDistribution.cdf(-high) + (1 - u) * mass);
    }
    return Math.clamp(value, low, high);
  }
}
