package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.math.BoundedLbfgs;
import dev.beryl.optimizers.math.Cholesky;
import dev.beryl.optimizers.math.Exponential;
import dev.beryl.optimizers.math.Rows;
import java.util.Arrays;

/**
 * How unlikely hyperparameters are: minus the logarithm of the targets' likelihood times the prior,
 * with analytic derivatives.
 *
 * @see <a href="https://gaussianprocess.org/gpml/">Rasmussen and Williams, Gaussian processes for
 *     machine learning, 2006</a>, algorithm 2.1 and equation 5.9
 */
final class MarginalPosterior implements BoundedLbfgs.Differentiable {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
  private static final double LEAST_JITTER = 1e-10;
  private static final int JITTERS = 7;

  private final TrainingSet data;
  private final PointPairs pairs;
  private final Hyperparameters parameters;
  private final int n;
  private final double[] matern; // of unit variance, by pair
  private final double[] slope; // its derivative by the squared distance
  private final double[][] rows;
  private final double[][] inverse;
  private final double[] alpha;
  private final Cholesky factor;

  MarginalPosterior(TrainingSet data, Hyperparameters parameters) {
    this.data = data;
    this.pairs = new PointPairs(data.inputs(), data.points());
    this.parameters = parameters;
    this.n = data.size();
    this.matern = new double[n * (n - 1) / 2];
    this.slope = new double[matern.length];
    this.rows = new double[n][n];
    this.inverse = new double[n][n];
    this.alpha = new double[n];
    this.factor = new Cholesky(n);
  }

  @Override
  public double at(double[] theta, double[] gradient) {
    int features = parameters.features();
    double variance = StrictMath.exp(theta[features]);
    double noise = StrictMath.exp(theta[features + 1]);
    double weight = parameters.quadratic() ? StrictMath.exp(theta[features + 2]) : 0;
    fillMatern(theta);
    fillRows(variance, noise, weight);
    if (!factor(factor, rows, n, variance)) {
      return Double.NaN;
    }
    System.arraycopy(data.targets(), 0, alpha, 0, n);
    factor.solve(alpha);
    double likelihood =
        -0.5 * Rows.dot(alpha, data.targets(), n)
            - 0.5 * factor.logDeterminant()
            - n * HALF_LOG_TWO_PI;
    differentiate(theta, variance, noise, weight, gradient);
    double prior = parameters.logPrior(theta, gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = -gradient[i];
    }
    return -likelihood - prior;
  }

  /** Factors a covariance, with as little added to its diagonal as makes it definite. */
  static boolean factor(Cholesky factor, double[][] rows, int n, double variance) {
    boolean definite = factor.factor(rows, n, 0);
    double jitter = LEAST_JITTER * variance;
    for (int i = 0; i < JITTERS && !definite; i++) {
      definite = factor.factor(rows, n, jitter);
      jitter *= 10;
    }
    return definite;
  }

  private void fillMatern(double[] theta) {
    Arrays.fill(slope, 0);
    for (int f = 0; f < parameters.features(); f++) {
      Rows.add(slope, 5 * StrictMath.exp(theta[f]), pairs.distances(f), slope.length);
    }
    for (int p = 0; p < slope.length; p++) {
      double r = Math.sqrt(slope[p]);
      double exponential = Exponential.exp(-r);
      matern[p] = (1 + r + slope[p] / 3) * exponential;
      slope[p] = -5.0 / 6 * (1 + r) * exponential;
    }
  }

  private void fillRows(double variance, double noise, double weight) {
    double[] quadratic = pairs.quadratic();
    int pair = 0;
    for (int i = 0; i < n; i++) {
      double[] row = rows[i];
      for (int j = 0; j < i; j++, pair++) {
        row[j] = variance * matern[pair] + weight * quadratic[pair];
      }
      row[i] = variance + weight * pairs.ownQuadratic()[i] + noise + data.extraNoise()[i];
    }
  }

  /** Sets the derivatives of the logarithm of the likelihood. */
  private void differentiate(
      double[] theta, double variance, double noise, double weight, double[] gradient) {
    factor.invert(inverse);
    double trace = 0;
    double ofQuadratic = 0;
    for (int i = 0; i < n; i++) {
      double own = 0.5 * (alpha[i] * alpha[i] - inverse[i][i]);
      trace += own;
      ofQuadratic += own * pairs.ownQuadratic()[i];
    }
    double ofMatern = trace;
    double[] quadratic = pairs.quadratic();
    int pair = 0;
    for (int i = 0; i < n; i++) {
      double[] inverseRow = inverse[i];
      for (int j = 0; j < i; j++, pair++) {
        double w = alpha[i] * alpha[j] - inverseRow[j];
        ofMatern += w * matern[pair];
        ofQuadratic += w * quadratic[pair];
        slope[pair] *= w;
      }
    }
    int features = parameters.features();
    for (int f = 0; f < features; f++) {
      gradient[f] =
          variance * StrictMath.exp(theta[f]) * Rows.dot(slope, pairs.distances(f), slope.length);
    }
    gradient[features] = variance * ofMatern;
    gradient[features + 1] = noise * trace;
    if (parameters.quadratic()) {
      gradient[features + 2] = weight * ofQuadratic;
    }
  }
}
