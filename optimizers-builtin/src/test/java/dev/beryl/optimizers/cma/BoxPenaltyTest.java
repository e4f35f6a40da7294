package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxPenaltyTest {
  private static final int N = 3;

  private final StrategyParameters parameters = StrategyParameters.of(N, 8, 1, false);
  private final BoxPenalty penalty = new BoxPenalty(parameters, new boolean[] {true, true, false});

  @Test
  void concerns_penalizedCoordinatesOutside_only() {
    assertThat(penalty.concerns(new double[] {0, 1, 0.5})).isFalse();
    assertThat(penalty.concerns(new double[] {0, 1, 7})).isFalse();
    assertThat(penalty.concerns(new double[] {-1e-9, 0.5, 0.5})).isTrue();
    assertThat(penalty.concerns(new double[] {0, Double.NaN, 0.5})).isTrue();
  }

  @Test
  void of_isotropic_isTheWeightedSquaredDistanceInSpreads() {
    penalty.observe(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 8); // the spread is 6 - 2
    penalty.prepare(distribution(new double[] {0.5, 0.5, 0.5}));
    double coefficient = 0.1 * 2 * 4 / (0.3 * 0.3 * N);
    assertThat(of(new double[] {0.5, 0.5, 0.5})).isZero();
    assertThat(of(new double[] {-0.2, 0.5, 3})).isCloseTo(coefficient * 0.04, within(1e-12));
    assertThat(of(new double[] {-0.2, 1.1, 3}))
        .isCloseTo(coefficient * (0.04 + 0.01), within(1e-12));
  }

  @Test
  void observe_manySpreads_takesTheirMedian() {
    for (int g = 1; g <= 9; g++) {
      penalty.observe(new double[] {0, 0, 0, 0, 0, g, g, g}, 8);
    }
    penalty.observe(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, 8); // no spread: left out
    penalty.prepare(distribution(new double[] {0.5, 0.5, 0.5}));
    assertThat(of(new double[] {-1, 0.5, 0.5}))
        .isCloseTo(0.1 * 2 * 5 / (0.3 * 0.3 * N), within(1e-12));
  }

  @Test
  void prepare_aMeanThatStrays_strengthensItsCoordinate() {
    penalty.observe(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 8);
    SearchDistribution stray = distribution(new double[] {3, 0.5, 0.5});
    penalty.prepare(stray);
    double first = of(new double[] {2, 0.5, 0.5});
    double other = of(new double[] {0.5, 2, 0.5});
    penalty.prepare(stray);
    assertThat(of(new double[] {2, 0.5, 0.5})).isCloseTo(1.1 * first, within(1e-9));
    assertThat(of(new double[] {0.5, 2, 0.5})).isCloseTo(other, within(1e-12));
  }

  @Test
  void of_withoutAnySpread_isZero() {
    penalty.prepare(distribution(new double[] {0.5, 0.5, 0.5}));
    assertThat(of(new double[] {-1, 0.5, 0.5})).isZero();
  }

  @Test
  void of_spreadsOfAnyMagnitude_isInProportionToThem() {
    for (int exponent : new int[] {-1000, -301, 300, 1000}) {
      var scaled = new BoxPenalty(parameters, new boolean[] {true, true, false});
      double unit = Math.scalb(1.0, exponent);
      scaled.observe(new double[] {0, 0, 0, unit, 2 * unit, 3 * unit, 4 * unit, 5 * unit}, 8);
      scaled.prepare(distribution(new double[] {0.5, 0.5, 0.5}));
      double coefficient = 0.1 * 2 * 4 / (0.3 * 0.3 * N);
      assertThat(scaled.of(new double[] {-0.2, 0.5, 3}) / (unit / scaled.unit()))
          .isCloseTo(coefficient * 0.04, within(1e-12));
    }
  }

  private double of(double[] x) {
    return penalty.of(x) * penalty.unit();
  }

  private SearchDistribution distribution(double[] mean) {
    return new SearchDistribution(parameters, mean, 0.3, FullCovariance.identity(N));
  }
}
