package dev.beryl.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void mean_notFinite_isRefused(double mean) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Prediction(mean, 1))
        .withMessage("prediction: mean: expected a finite number, got " + mean);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e-9})
  void standardDeviation_notFiniteOrNegative_isRefused(double deviation) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Prediction(1, deviation))
        .withMessage(
            "prediction: standard deviation: expected a finite number >= 0, got " + deviation);
  }

  @Test
  void standardDeviation_zero_isCertain() {
    assertThat(new Prediction(-3, 0).standardDeviation()).isZero();
  }
}
