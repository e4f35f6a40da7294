package dev.beryl.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTest {

  private static final double RELATIVE_TOLERANCE = 1e-15;

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/normal-quantile.csv")
  void quantile_agreesWithHighPrecision(double p, double expected) {
    assertThat(Normal.quantile(p))
        .isCloseTo(expected, within(RELATIVE_TOLERANCE * Math.abs(expected)));
  }

  @Test
  void quantile_atTheEnds_isInfinite() {
    assertThat(Normal.quantile(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.quantile(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.quantile(1.0)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        -Double.MIN_VALUE,
        -0.25,
        0x1.0000000000001p0,
        2,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY
      })
  void quantile_ofNoProbability_isNaN(double p) {
    assertThat(Normal.quantile(p)).isNaN();
  }

  @Test
  void quantile_ofOppositeProbabilities_isOpposite() {
    for (int i = 1; i < 1 << 12; i++) {
      double p = i * 0x1p-13;

      assertThat(Normal.quantile(1 - p)).isEqualTo(-Normal.quantile(p));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1.3887943864964021e-11, 0.075, 0.5, 0.925})
  void quantile_aroundAnApproximationsEnd_hasNoStep(double p) {
    double below = Normal.quantile(p * (1 - 1e-12));
    double above = Normal.quantile(p * (1 + 1e-12));

    assertThat(below).isLessThan(above).isCloseTo(above, within(1e-5));
  }

  @Test
  void quantile_ofIncreasingProbabilities_increases() {
    double[] p = new SplittableRandom(3).doubles(10_000).sorted().distinct().toArray();
    for (int i = 1; i < p.length; i++) {
      assertThat(Normal.quantile(p[i])).isGreaterThanOrEqualTo(Normal.quantile(p[i - 1]));
    }
  }
}
