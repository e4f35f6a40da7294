package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/old-decay-weights.csv", numLinesToSkip = 1)
  void oldDecay_knownAnswers(int size, int age, double weight) {
    assertThat(Weights.oldDecay(age, size)).isCloseTo(weight, within(1e-15));
  }

  @Test
  void expectedImprovement_isTheGainOverTheThreshold() {
    double[] weights = new double[3];
    Weights.expectedImprovement(new double[] {0.5, 0.7, 1.2}, 3, 1.5, weights);
    assertThat(weights).containsExactly(new double[] {1, 0.8, 0.3}, within(1e-15));
  }

  @Test
  void expectedImprovement_onTheThreshold_keepsALeastWeight() {
    double[] weights = new double[2];
    Weights.expectedImprovement(new double[] {0, 1}, 2, 1, weights);
    assertThat(weights).containsExactly(1, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, Double.POSITIVE_INFINITY, Double.NaN})
  void expectedImprovement_tiesOrNoThreshold_areAllAlike(double threshold) {
    double[] weights = new double[2];
    Weights.expectedImprovement(new double[] {3, 3}, 2, threshold, weights);
    assertThat(weights).containsExactly(1, 1);
  }

  @Test
  void expectedImprovement_overflowingGain_isAllAlike() {
    double[] weights = new double[2];
    Weights.expectedImprovement(new double[] {-1e308, 0}, 2, 1e308, weights);
    assertThat(weights).containsExactly(1, 1);
  }

  @Test
  void rank_fallsAndStaysPositive() {
    for (int rank = 1; rank < 25; rank++) {
      assertThat(Weights.rank(rank, 25)).isPositive().isLessThan(Weights.rank(rank - 1, 25));
    }
    assertThat(Weights.rank(0, 4)).isCloseTo(Math.log(5) + 0.1, within(1e-15));
  }
}
