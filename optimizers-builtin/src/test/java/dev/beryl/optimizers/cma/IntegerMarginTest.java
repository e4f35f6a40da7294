package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerMarginTest {

  /**
   * One generation of six points of the CMA-ES with margin of the Python package cmaes: two integer
   * coordinates from 0 to 10, one continuous, alpha 1/18. From its best three points, its step size
   * and its variances follow its mean and its factors.
   */
  @Test
  void correct_aGenerationOfTheReference_agrees() {
    double[][] best = {
      {0.32206, 2.18346, 0.62154}, {0.28351, 2.14036, 0.48976}, {0.2874, 2.20548, 0.57912}
    };
    double[] variances = {0.9236228247295414, 0.9674347927637637};
    double sigma = 0.05329617786796677;
    double[] mean = recombined(best);
    double continuous = mean[2];
    var margin = new IntegerMargin(3, 1.0 / 18);
    margin.correct(0, mean, sigma * Math.sqrt(variances[0]), Double.NEGATIVE_INFINITY, 0.5);
    margin.correct(1, mean, sigma * Math.sqrt(variances[1]), 1.5, 2.5);

    double[] expected = {0.41839461454505483, 2.0000000000000004, 0.5807141476673898};
    assertThat(mean).containsExactly(expected, within(1e-12));
    assertThat(mean[2]).isEqualTo(continuous);
    assertThat(margin.amplification(0)).isEqualTo(1);
    assertThat(margin.amplification(1)).isCloseTo(4.982030665556425, within(1e-11));
    assertThat(margin.amplification(2)).isEqualTo(1);
  }

  private static double[] recombined(double[][] best) {
    double[] weights = {Math.log(3.5), Math.log(3.5 / 2), Math.log(3.5 / 3)};
    double sum = weights[0] + weights[1] + weights[2];
    double[] mean = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        mean[j] += weights[i] / sum * best[i][j];
      }
    }
    return mean;
  }

  @Test
  void correct_wideDistribution_changesNothing() {
    var margin = new IntegerMargin(2, 0.1);
    double[] mean = {0.3, 4.8};
    margin.correct(0, mean, 2, -0.5, 0.5);
    margin.correct(1, mean, 2, 4.5, Double.POSITIVE_INFINITY);

    assertThat(mean).containsExactly(0.3, 4.8);
    assertThat(margin.amplification(0)).isEqualTo(1);
    assertThat(margin.amplification(1)).isEqualTo(1);
  }

  @Test
  void correct_vanishingDeviation_staysFinite() {
    var margin = new IntegerMargin(1, 0.01);
    double[] mean = {3.4999};
    margin.correct(0, mean, 1e-300, 2.5, 3.5);

    assertThat(mean[0]).isCloseTo(3, within(1e-12));
    assertThat(margin.amplification(0)).isFinite().isGreaterThan(1e298);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 0.5, 1, Double.NaN})
  void alpha_outsideItsRange_isRefused(double alpha) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerMargin(1, alpha))
        .withMessageContaining("0 < alpha < 1/2, got " + alpha);
  }
}
