package dev.beryl.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.trial.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  /** n values of mean 0 and standard error 1. */
  private static Samples unit(int n) {
    double[] values = new double[n];
    int pairs = n / 2;
    double size = Math.sqrt((n - 1.0) * n / (2 * pairs));
    for (int i = 0; i < pairs; i++) {
      values[2 * i] = size;
      values[2 * i + 1] = -size;
    }
    return Samples.of(values);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.95, 12.7062",
    "3, 0.95, 4.30265",
    "4, 0.95, 3.18245",
    "10, 0.95, 2.26216",
    "11, 0.95, 2.22814",
    "11, 0.99, 3.16927",
    "31, 0.90, 1.69726",
    "1001, 0.95, 1.96234",
    "2, 0.5, 1.0"
  })
  void ofMean_standardErrorOfOne_hasTheTablesQuantile(int n, double level, double t) {
    Interval interval = Interval.ofMean(unit(n), level);

    assertThat(interval.high()).isEqualTo(t, within(1e-5 * t));
    assertThat(interval.low()).isEqualTo(-interval.high(), within(1e-9));
    assertThat(interval.level()).isEqualTo(level);
  }

  @Test
  void ofMean_normalValues_coversAtItsLevel() {
    var random = new PhiloxRandom(1, 0);
    int covered = 0;
    for (int i = 0; i < 4000; i++) {
      double[] values = random.doubles(5).map(_ -> 3 + random.nextGaussian()).toArray();
      covered += Interval.ofMean(Samples.of(values), 0.9).contains(3) ? 1 : 0;
    }

    assertThat(covered / 4000.0).isEqualTo(0.9, within(0.015));
  }

  @Test
  void ofMean_oneValue_isUnbounded() {
    assertThat(Interval.ofMean(Samples.of(1), 0.95).contains(1e300)).isTrue();
  }

  @Test
  void ofMean_equalValues_isTheValue() {
    assertThat(Interval.ofMean(Samples.of(2, 2, 2), 0.95)).isEqualTo(new Interval(2, 2, 0.95));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
  void ofMean_levelThatIsNone_isRefused(double level) {
    assertThatThrownBy(() -> Interval.ofMean(Samples.of(1, 2), level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval: expected a level in (0, 1), got " + level);
  }
}
