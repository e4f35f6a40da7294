package dev.beryl.report.importance;

/** The standard normal distribution function. */
final class NormalDistribution {
  private static final double ROOT_OF_TWO_PI = StrictMath.sqrt(2 * Math.PI);
  private static final double SERIES_TO = 3;
  private static final double BEYOND = 38; // where the tail is below the smallest double
  private static final int FRACTIONS = 120;

  private NormalDistribution() {}

  /**
   * P(Z &lt;= z), by the series 26.2.11 and the continued fraction 26.2.14 of Abramowitz and
   * Stegun.
   */
  static double cumulative(double z) {
    double x = Math.abs(z);
    double upper;
    if (x > BEYOND) {
      upper = 0;
    } else if (x <= SERIES_TO) {
      upper = 0.5 - density(x) * series(x);
    } else {
      upper = density(x) / fraction(x);
    }
    return z < 0 ? upper : 1 - upper;
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2) / ROOT_OF_TWO_PI;
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; term > 1e-17 * sum; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return sum;
  }

  private static double fraction(double x) {
    double value = x;
    for (int k = FRACTIONS; k >= 1; k--) {
      value = x + k / value;
    }
    return value;
  }
}
