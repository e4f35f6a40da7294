package dev.beryl.optimizers.cma;

/**
 * Slows learning down as far as the signal in the updates of mean and covariance drops below their
 * noise, on noisy and on multimodal losses.
 *
 * @see <a href="https://arxiv.org/abs/2304.03473">Nomura, Akimoto and Ono, CMA-ES with learning
 *     rate adaptation (2023)</a>, section 4, equations 12 to 20
 */
final class LearningRateAdaptation {
  private static final double ALPHA = 1.4;
  private static final double MEAN_RATE = 0.1; // of the moving averages
  private static final double SHAPE_RATE = 0.03;
  private static final double GAMMA = 0.1;

  private final int n;
  private final double[] meanBefore;
  private final double[] meanStep;
  private final double[] meanTrend;
  private final double[][] shapeBefore;
  private final double[][] shapeStep;
  private final double[][] shapeTrend;
  private final double[][] local;
  private double sigmaBefore;
  private double meanPower;
  private double shapePower;
  private double meanEta = 1;
  private double shapeEta = 1;

  LearningRateAdaptation(SearchDistribution distribution) {
    this.n = distribution.dimension();
    this.meanBefore = new double[n];
    this.meanStep = new double[n];
    this.meanTrend = new double[n];
    double[][] rows = distribution.covariance().rows();
    this.shapeBefore = like(rows);
    this.shapeStep = like(rows);
    this.shapeTrend = like(rows);
    this.local = like(rows);
  }

  private static double[][] like(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = new double[rows[i].length];
    }
    return copy;
  }

  /** Before the update of a generation, of a distribution that is decomposed. */
  void before(SearchDistribution distribution) {
    System.arraycopy(distribution.mean(), 0, meanBefore, 0, n);
    sigmaBefore = distribution.sigma();
    combine(shapeBefore, sigmaBefore * sigmaBefore, distribution.covariance().rows(), 0, local);
  }

  /**
   * After the update, before B and D are computed anew: takes back part of the update, and
   * decomposes the result.
   */
  void after(SearchDistribution distribution) {
    double sigma = distribution.sigma();
    Covariance covariance = distribution.covariance();
    combine(shapeStep, sigma * sigma, covariance.rows(), -1, shapeBefore);
    double etaBefore = meanEta;
    meanEta = adaptMean(distribution);
    shapeEta = adaptShape(covariance);
    for (int j = 0; j < n; j++) {
      distribution.mean()[j] = meanBefore[j] + meanEta * (distribution.mean()[j] - meanBefore[j]);
    }
    combine(local, 1, shapeBefore, shapeEta, shapeStep);
    covariance.set(local);
    double logDeterminant = covariance.logDeterminant(n);
    covariance.scale(StrictMath.exp(-logDeterminant / n));
    distribution.sigma(StrictMath.exp(logDeterminant / (2 * n)) * (etaBefore / meanEta));
  }

  private double adaptMean(SearchDistribution distribution) {
    double[] mean = distribution.mean();
    double[] whitened = local[local.length - 1]; // of length n
    for (int j = 0; j < n; j++) {
      meanStep[j] = mean[j] - meanBefore[j];
    }
    distribution.covariance().whiten(meanStep, whitened);
    double power = 0;
    double trend = 0;
    for (int j = 0; j < n; j++) {
      double step = whitened[j] / sigmaBefore;
      power += step * step;
      meanTrend[j] += MEAN_RATE * (step - meanTrend[j]);
      trend += meanTrend[j] * meanTrend[j];
    }
    meanPower += MEAN_RATE * (power - meanPower);
    return adapted(meanEta, MEAN_RATE, trend, meanPower);
  }

  private double adaptShape(Covariance covariance) {
    covariance.whitenBoth(shapeStep, local);
    double scale = 1 / (sigmaBefore * sigmaBefore * Math.sqrt(2));
    combine(local, scale, local, 0, local);
    combine(shapeTrend, 1 - SHAPE_RATE, shapeTrend, SHAPE_RATE, local);
    shapePower += SHAPE_RATE * (covariance.squaredNorm(local) - shapePower);
    return adapted(shapeEta, SHAPE_RATE, covariance.squaredNorm(shapeTrend), shapePower);
  }

  private static double adapted(double eta, double rate, double trend, double power) {
    double noise = power - trend;
    double signal = noise > 0 ? (trend - rate / (2 - rate) * power) / noise : 0;
    double direction = Math.clamp(signal / (ALPHA * eta) - 1, -1.0, 1.0);
    return Math.min(1, eta * StrictMath.exp(Math.min(GAMMA * eta, rate) * direction));
  }

  /** Writes a A + b B; the three may be the same. */
  private static void combine(double[][] into, double a, double[][] x, double b, double[][] y) {
    for (int i = 0; i < into.length; i++) {
      for (int j = 0; j < into[i].length; j++) {
        into[i][j] = a * x[i][j] + b * y[i][j];
      }
    }
  }
}
