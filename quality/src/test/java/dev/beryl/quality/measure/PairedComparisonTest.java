package dev.beryl.quality.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedComparisonTest {

  @Test
  void of_twoProblemsThreeInstances_averagesLogarithmsByInstance() {
    double[][] ours = {{1, 10, 100}, {1, 1, 1}};
    double[][] theirs = {{10, 10, 1}, {10, 10, 10}};

    PairedComparison comparison = PairedComparison.of(ours, theirs);

    // by instance: (-1 - 1) / 2, (0 - 1) / 2, (2 - 1) / 2
    assertThat(comparison.logRatio().mean()).isCloseTo(-1 / 3.0, within(1e-15));
    assertThat(comparison.logRatio().standardError())
        .isCloseTo(Math.sqrt((4 / 9.0 + 1 / 36.0 + 25 / 36.0) / 2 / 3), within(1e-15));
    assertThat(comparison.won()).isEqualTo(4.5 / 6);
  }

  @Test
  void of_valuesBelowTheFloor_areEqual() {
    PairedComparison comparison =
        PairedComparison.of(new double[][] {{0, -1e-12}}, new double[][] {{1e-10, 0}});

    assertThat(comparison.logRatio().mean()).isZero();
    assertThat(comparison.won()).isEqualTo(0.5);
  }

  @Test
  void of_problemThatTheOtherLacks_isLeftOut() {
    double[][] ours = {{1, 1}, {1e6, 1e6}};
    double[][] theirs = {{10, 10}, {}};

    assertThat(PairedComparison.of(ours, theirs).logRatio().mean()).isEqualTo(-1);
  }

  @Test
  void withoutOne_isTheRangeOfMeansOfTheOthers() {
    double[][] ours = {{1, 1}, {10, 10}, {1000, 1000}, {1, 1}};
    double[][] theirs = {{10, 10}, {10, 10}, {10, 10}, {}};

    // by problem: -1, 0, 2; the last one has no counterpart
    assertThat(PairedComparison.withoutOne(ours, theirs))
        .containsExactly(new double[] {-0.5, 1}, within(1e-15));
    assertThat(PairedComparison.withoutOne(new double[][] {{1}}, new double[][] {{2}}))
        .containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void toString_givesMeanErrorAndShare() {
    assertThat(new PairedComparison(new Estimate(-0.5321, 0.0409), 0.714))
        .hasToString("-0.532 ± 0.041 (71 %)");
  }
}
