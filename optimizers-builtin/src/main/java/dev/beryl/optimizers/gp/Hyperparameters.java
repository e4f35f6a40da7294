package dev.beryl.optimizers.gp;

import java.util.Arrays;

/**
 * The parameters of a covariance, as logarithms, with their bounds and priors: for each feature the
 * inverse squared length scale, then the variance of the Matern part, the variance of the noise and
 * the weight of the quadratic part.
 *
 * <p>Priors: a length scale is log-normal about 0.5 with deviation 1, the variance Gamma(2, 1), the
 * noise Gamma(1.1, 30), and the logarithm of the quadratic part's weight normal about -1 with
 * deviation 3.
 */
final class Hyperparameters {
  static final double LEAST_NOISE = 1e-8;
  private static final double LOG_HALF = -0.6931471805599453;
  private static final double START_NOISE = 1e-3;
  private static final double NOISE_SHAPE = 0.1;
  private static final double NOISE_RATE = 30;
  private static final double QUADRATIC_MEAN = -1;
  private static final double QUADRATIC_DEVIATION = 3;

  private final int features;
  private final boolean quadratic;
  private final double[] low;
  private final double[] high;

  Hyperparameters(int features, boolean quadratic, boolean noiseFree) {
    this.features = features;
    this.quadratic = quadratic;
    this.low = new double[features + (quadratic ? 3 : 2)];
    this.high = new double[low.length];
    Arrays.fill(low, -8);
    Arrays.fill(high, 12);
    low[features] = -4;
    high[features] = 6;
    low[features + 1] = StrictMath.log(LEAST_NOISE);
    high[features + 1] = noiseFree ? low[features + 1] : 2;
    if (quadratic) {
      low[features + 2] = -9;
      high[features + 2] = 6;
    }
  }

  int count() {
    return low.length;
  }

  int features() {
    return features;
  }

  boolean quadratic() {
    return quadratic;
  }

  double[] low() {
    return low;
  }

  double[] high() {
    return high;
  }

  /** {@return where a fit starts that knows nothing} */
  double[] start() {
    double[] theta = new double[low.length];
    Arrays.fill(theta, 0, features, -2 * LOG_HALF);
    theta[features + 1] = Math.min(high[features + 1], StrictMath.log(START_NOISE));
    if (quadratic) {
      theta[features + 2] = QUADRATIC_MEAN;
    }
    return theta;
  }

  /** The logarithm of the prior density, up to a constant; adds its derivatives. */
  double logPrior(double[] theta, double[] gradient) {
    double sum = 0;
    for (int f = 0; f < features; f++) {
      double deviation = -0.5 * theta[f] - LOG_HALF;
      sum -= 0.5 * deviation * deviation;
      gradient[f] += 0.5 * deviation;
    }
    double variance = StrictMath.exp(theta[features]);
    sum += theta[features] - variance;
    gradient[features] += 1 - variance;
    double noise = StrictMath.exp(theta[features + 1]);
    sum += NOISE_SHAPE * theta[features + 1] - NOISE_RATE * noise;
    gradient[features + 1] += NOISE_SHAPE - NOISE_RATE * noise;
    if (quadratic) {
      double deviation = (theta[features + 2] - QUADRATIC_MEAN) / QUADRATIC_DEVIATION;
      sum -= 0.5 * deviation * deviation;
      gradient[features + 2] -= deviation / QUADRATIC_DEVIATION;
    }
    return sum;
  }

  /** The length scale of a feature, in units of its range. */
  static double lengthScale(double[] theta, int feature) {
    return StrictMath.exp(-0.5 * theta[feature]);
  }
}
