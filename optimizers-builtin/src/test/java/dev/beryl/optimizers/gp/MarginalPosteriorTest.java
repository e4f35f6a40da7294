package dev.beryl.optimizers.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarginalPosteriorTest {
  private static final double[][] X = {{0.1, 0.2}, {0.4, 0.9}, {0.8, 0.3}, {0.55, 0.5}};
  private static final double[] Y = {1.0, -0.5, 0.3, -0.8};
  private static final double[] THETA = {Math.log(4), 0, Math.log(1.5), Math.log(0.01)};

  private static MarginalPosterior posterior(double[][] x, double[] y, Hyperparameters parameters) {
    return new MarginalPosterior(
        new TrainingSet(Models.reals(x[0].length), x, y, new double[y.length]), parameters);
  }

  @Test
  void likelihood_knownAnswer() {
    var parameters = new Hyperparameters(2, false, false);
    double[] gradient = new double[4];
    double[] prior = new double[4];
    double value = posterior(X, Y, parameters).at(THETA, gradient);
    double likelihood = -value - parameters.logPrior(THETA, prior);
    assertThat(likelihood).isCloseTo(-5.844255038020634, within(1e-10));
    double[] known = {
      1.8562737613692093, 0.0761646115066128, 0.6477111718083961, 0.08909148174751635
    };
    for (int i = 0; i < 4; i++) {
      assertThat(-gradient[i] - prior[i]).isCloseTo(known[i], within(1e-6));
    }
  }

  @Test
  void derivatives_agreeWithCentralDifferences() {
    Inputs inputs = Models.mixed();
    var parameters = new Hyperparameters(4, true, false);
    var posterior = new MarginalPosterior(Models.random(inputs, 30, 1), parameters);
    var random = new SplittableRandom(2);
    double[] gradient = new double[parameters.count()];
    double[] unused = new double[parameters.count()];
    double step = 1e-5;
    for (int t = 0; t < 20; t++) {
      double[] theta = parameters.start();
      for (int i = 0; i < theta.length; i++) {
        theta[i] += random.nextDouble(-1.5, 1.5);
      }
      posterior.at(theta, gradient);
      for (int i = 0; i < theta.length; i++) {
        double[] moved = theta.clone();
        moved[i] += step;
        double above = posterior.at(moved, unused);
        moved[i] -= 2 * step;
        double numeric = (above - posterior.at(moved, unused)) / (2 * step);
        assertThat(gradient[i]).isCloseTo(numeric, within(1e-6 * Math.max(1, Math.abs(numeric))));
      }
    }
  }

  @Test
  void value_doesNotDependOnTheOrderOfTrials() {
    var parameters = new Hyperparameters(2, true, false);
    double[] theta = {1, 0.3, 0.1, -4, -1};
    double[] one = new double[5];
    double[] other = new double[5];
    double value = posterior(X, Y, parameters).at(theta, one);
    double[][] x = {X[2], X[0], X[3], X[1]};
    double[] y = {Y[2], Y[0], Y[3], Y[1]};
    assertThat(posterior(x, y, parameters).at(theta, other)).isCloseTo(value, within(1e-10));
    assertThat(other).containsExactly(one, within(1e-10));
  }

  @Test
  void fit_functionOfOneParameter_findsThatTheOthersDoNotMatter() {
    Inputs inputs = Models.reals(3);
    var random = new SplittableRandom(3);
    double[][] x = new double[40][];
    double[] y = new double[40];
    for (int i = 0; i < x.length; i++) {
      x[i] = Models.point(inputs, random);
      y[i] = Math.sin(9 * x[i][1]);
    }
    var surrogate = new Surrogate(new Hyperparameters(3, false, false));
    Posterior posterior = surrogate.given(new TrainingSet(inputs, x, y, new double[40]), 40, false);
    double[] theta = posterior.theta();
    double relevant = Hyperparameters.lengthScale(theta, 1);
    assertThat(Hyperparameters.lengthScale(theta, 0)).isGreaterThan(3 * relevant);
    assertThat(Hyperparameters.lengthScale(theta, 2)).isGreaterThan(3 * relevant);
    for (int i = 0; i < x.length; i++) { // no noise: the model goes through the data
      assertThat(posterior.mean(x[i])).isCloseTo(y[i], within(1e-2));
    }
    assertThat(posterior.mean(new double[] {0.5, 0.3, 0.5})).isCloseTo(Math.sin(2.7), within(0.05));
  }

  @Test
  void fit_duplicatesAndConstants_areFinite() {
    Inputs inputs = Models.reals(2);
    double[][] same = new double[12][];
    Arrays.fill(same, new double[] {0.4, 0.6});
    for (boolean noiseFree : new boolean[] {true, false}) {
      for (double[] y :
          new double[][] {new double[12], {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}}) {
        Posterior posterior =
            new Surrogate(new Hyperparameters(2, true, noiseFree))
                .given(new TrainingSet(inputs, same, y, new double[12]), 12, false);
        Moments moments = posterior.at(new double[] {0.1, 0.9});
        assertThat(moments.mean()).isFinite();
        assertThat(moments.variance()).isFinite().isPositive();
      }
    }
  }
}
