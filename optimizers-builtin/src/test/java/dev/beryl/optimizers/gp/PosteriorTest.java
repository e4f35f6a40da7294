package dev.beryl.optimizers.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

class PosteriorTest {
  /** Known answers: inverse squared length scales 4 and 1, variance 1.5, noise 0.01. */
  private static final double[][] X = {{0.1, 0.2}, {0.4, 0.9}, {0.8, 0.3}, {0.55, 0.5}};

  private static final double[] Y = {1.0, -0.5, 0.3, -0.8};
  private static final double[] THETA = {Math.log(4), 0, Math.log(1.5), Math.log(0.01)};
  private static final double[] QUADRATIC_THETA = {0.7, -0.4, 1.1, 0.2, -0.3, Math.log(0.02), -1.5};

  private static Posterior known() {
    Inputs inputs = Models.reals(2);
    var data = new TrainingSet(inputs, X, Y, new double[4]);
    return new Posterior(data, new Hyperparameters(2, false, false), THETA);
  }

  @Test
  void moments_knownAnswers() {
    double[][] points = {{0.5, 0.5}, {0, 0}, {1, 1}, {0.1, 0.2}};
    double[] means = {
      -0.7476485508278454, 1.206249402834354, 0.1824510894257414, 0.9831439871767076
    };
    double[] variances = {
      0.018118412902763836, 0.1557821953005365, 0.833071294619443, 0.009896514257099698
    };
    for (int i = 0; i < points.length; i++) {
      Moments moments = known().at(points[i]);
      assertThat(moments.mean()).isCloseTo(means[i], within(1e-9));
      assertThat(moments.variance()).isCloseTo(variances[i], within(1e-9));
    }
  }

  @Test
  void moments_mixedSpace_agreeWithADirectSolve() {
    Inputs inputs = Models.mixed();
    int n = 30;
    TrainingSet data = Models.random(inputs, n, 3);
    double[] theta = QUADRATIC_THETA;
    var posterior = new Posterior(data, new Hyperparameters(4, true, false), theta);
    double[][] k = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        k[i][j] = covariance(data.points()[i], data.points()[j], theta);
      }
      k[i][i] += Math.exp(theta[5]) + data.extraNoise()[i];
    }
    var solver = new LUDecomposition(new Array2DRowRealMatrix(k)).getSolver();
    var random = new SplittableRandom(4);
    for (int t = 0; t < 20; t++) {
      double[] point = Models.point(inputs, random);
      var kx = new ArrayRealVector(n);
      for (int i = 0; i < n; i++) {
        kx.setEntry(i, covariance(data.points()[i], point, theta));
      }
      Moments moments = posterior.at(point);
      double mean = kx.dotProduct(solver.solve(new ArrayRealVector(data.targets())));
      double variance = covariance(point, point, theta) - kx.dotProduct(solver.solve(kx));
      assertThat(moments.mean()).isCloseTo(mean, within(1e-9));
      assertThat(moments.variance()).isCloseTo(variance, within(1e-9));
      assertThat(posterior.mean(point)).isEqualTo(moments.mean());
    }
  }

  /** Three reals, a category at index 2, the quadratic part over the reals. */
  private static double covariance(double[] x, double[] z, double[] theta) {
    double square = 0;
    double product = 1;
    for (int f = 0; f < 4; f++) {
      double apart = f == 2 ? (x[f] == z[f] ? 0 : 1) : (x[f] - z[f]) * (x[f] - z[f]);
      square += Math.exp(theta[f]) * apart;
      product += f == 2 ? 0 : (2 * x[f] - 1) * (2 * z[f] - 1);
    }
    double r = Math.sqrt(5 * square);
    double q = product / (1 + 3 / 3.0);
    return Math.exp(theta[4]) * (1 + r + r * r / 3) * Math.exp(-r) + Math.exp(theta[6]) * q * q;
  }

  @Test
  void derivatives_agreeWithCentralDifferences() {
    Inputs inputs = Models.mixed();
    var posterior =
        new Posterior(
            Models.random(inputs, 25, 5), new Hyperparameters(4, true, false), QUADRATIC_THETA);
    posterior.addPending(new double[] {0.2, 0.9, 1, 0.4});
    var random = new SplittableRandom(6);
    double[] ofMean = new double[4];
    double[] ofVariance = new double[4];
    double step = 1e-5;
    for (int t = 0; t < 20; t++) {
      double[] point = Models.point(inputs, random);
      posterior.at(point, ofMean, ofVariance);
      for (int f : new int[] {0, 1, 3}) {
        double[] beyond = point.clone();
        beyond[f] += step;
        Moments above = posterior.at(beyond);
        beyond[f] -= 2 * step;
        Moments below = posterior.at(beyond);
        assertThat(ofMean[f]).isCloseTo((above.mean() - below.mean()) / (2 * step), within(1e-6));
        assertThat(ofVariance[f])
            .isCloseTo((above.variance() - below.variance()) / (2 * step), within(1e-6));
      }
    }
  }

  @Test
  void moments_atManyPoints_agreeWithSingleOnes() {
    Inputs inputs = Models.mixed();
    var posterior =
        new Posterior(
            Models.random(inputs, 40, 7), new Hyperparameters(4, true, false), QUADRATIC_THETA);
    posterior.addPending(new double[] {0.2, 0.9, 1, 0.4});
    var random = new SplittableRandom(8);
    int count = 150;
    double[][] columns = new double[4][count];
    double[][] points = new double[count][];
    for (int c = 0; c < count; c++) {
      points[c] = Models.point(inputs, random);
      for (int f = 0; f < 4; f++) {
        columns[f][c] = points[c][f];
      }
    }
    double[] means = new double[count];
    double[] variances = new double[count];
    posterior.at(columns, count, means, variances);
    for (int c = 0; c < count; c++) {
      Moments one = posterior.at(points[c]);
      assertThat(means[c]).isCloseTo(one.mean(), within(1e-11));
      assertThat(variances[c]).isCloseTo(one.variance(), within(1e-11));
    }
  }

  @Test
  void addPending_leavesTheMeanAndLowersTheVariance() {
    Inputs inputs = Models.reals(2);
    Posterior posterior = known();
    double[] pending = {0.9, 0.9};
    double[] near = {0.85, 0.95};
    Moments before = posterior.at(near);
    Moments there = posterior.at(pending);
    posterior.addPending(pending);
    assertThat(posterior.at(near).mean()).isEqualTo(before.mean());
    assertThat(posterior.at(near).variance()).isLessThan(before.variance() / 4);
    // As if it had come out at the mean.
    double[][] points = {X[0], X[1], X[2], X[3], pending};
    double[] targets = {Y[0], Y[1], Y[2], Y[3], there.mean()};
    var data = new TrainingSet(inputs, points, targets, new double[5]);
    var told = new Posterior(data, new Hyperparameters(2, false, false), THETA);
    assertThat(posterior.at(near).mean()).isCloseTo(told.at(near).mean(), within(1e-12));
    assertThat(posterior.at(near).variance()).isCloseTo(told.at(near).variance(), within(1e-12));
  }

  @Test
  void addPending_manyOfTheSamePoint_neverFails() {
    Posterior posterior = known();
    for (int i = 0; i < 300; i++) {
      posterior.addPending(new double[] {0.5, 0.5});
    }
    Moments moments = posterior.at(new double[] {0.5, 0.5});
    assertThat(moments.variance()).isPositive().isLessThan(1e-3);
    assertThat(moments.mean()).isCloseTo(-0.7476485508278454, within(1e-9));
  }

  @Test
  void acquisition_derivatives_agreeWithCentralDifferences() {
    Inputs inputs = Models.mixed();
    var parameters = new Hyperparameters(4, true, false);
    var acquisition =
        new Acquisition(
            inputs,
            new Posterior(Models.random(inputs, 25, 9), parameters, QUADRATIC_THETA),
            0.5,
            List.of(
                new Acquisition.Bound(
                    new Posterior(Models.random(inputs, 25, 10), parameters, QUADRATIC_THETA),
                    1.9)),
            List.of());
    var random = new SplittableRandom(11);
    double[] gradient = new double[4];
    for (int t = 0; t < 50; t++) {
      double[] point = Models.point(inputs, random);
      double value = acquisition.at(point, gradient);
      assertThat(value).isEqualTo(acquisition.at(point));
      assertThat(gradient[2]).isZero();
      for (int f : new int[] {0, 1, 3}) {
        double step = 1e-6;
        double[] beyond = point.clone();
        beyond[f] += step;
        double above = acquisition.at(beyond);
        beyond[f] -= 2 * step;
        double numeric = (above - acquisition.at(beyond)) / (2 * step);
        assertThat(gradient[f])
            .isCloseTo(
                numeric, within(1e-6 * Math.max(1, Math.abs(numeric)) + 1e-9 * Math.abs(value)));
      }
    }
  }
}
