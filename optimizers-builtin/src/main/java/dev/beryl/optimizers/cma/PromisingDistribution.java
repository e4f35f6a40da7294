package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import java.util.List;

/**
 * The first distribution after observations from elsewhere: around the best tenth of them, with
 * their covariance and some variance more.
 *
 * @see <a href="https://arxiv.org/abs/2012.06932">Nomura et al., Warm starting CMA-ES for
 *     hyperparameter optimization, AAAI 2021</a>, section 4
 */
final class PromisingDistribution {
  static final int LEAST_OBSERVATIONS = 10;
  private static final double SHARE = 0.1;

  private final int n;
  private final List<Candidate> best;
  private final double[] mean;
  private final double spread;

  /**
   * The distribution of some observations.
   *
   * @param spread the standard deviation that is added to that of the observations
   */
  PromisingDistribution(int dimension, List<Candidate> observations, double spread) {
    this.n = dimension;
    this.spread = spread;
    this.best = observations.subList(0, Math.max(1, (int) Math.floor(SHARE * observations.size())));
    this.mean = new double[n];
    for (Candidate each : best) {
      Rows.add(mean, 1.0 / best.size(), each.x, n);
    }
  }

  /** {@return the observations that the distribution is estimated from, the best first} */
  List<Candidate> best() {
    return best;
  }

  /** {@return the mean, the caller's} */
  double[] mean() {
    return mean.clone();
  }

  /** Sets a covariance to that of the best observations, of determinant 1, and returns σ². */
  double shape(Covariance covariance) {
    double[][] rows = covariance.rows();
    boolean diagonal = rows.length == 1;
    double[][] moments = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      moments[i] = new double[rows[i].length];
      for (int j = 0; j < moments[i].length; j++) {
        moments[i][j] = moment(diagonal ? j : i, j);
      }
    }
    covariance.set(moments);
    double logDeterminant = covariance.logDeterminant(n);
    covariance.scale(StrictMath.exp(-logDeterminant / n));
    return StrictMath.exp(logDeterminant / n);
  }

  private double moment(int i, int j) {
    double sum = 0;
    for (Candidate each : best) {
      sum += (each.x[i] - mean[i]) * (each.x[j] - mean[j]);
    }
    return sum / best.size() + (i == j ? spread * spread : 0);
  }
}
