package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedNormalTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/truncated-normal-log-mass.csv", numLinesToSkip = 1)
  void logMass_knownAnswers(double low, double high, double expected) {
    assertThat(TruncatedNormal.logMass(low, high)).isCloseTo(expected, relative(expected, 1e-12));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/known-answers/truncated-normal-quantiles.csv", numLinesToSkip = 1)
  void quantile_knownAnswers(double low, double high, double probability, double expected) {
    assertThat(TruncatedNormal.quantile(low, high, probability))
        .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
  }

  @ParameterizedTest
  @CsvSource({"-40, -39", "38, 39", "-5, 7", "0, 1e-9", "-100, -99.999", "1e3, 1e3"})
  void logMass_mirrored_isTheSame(double low, double high) {
    assertThat(TruncatedNormal.logMass(-high, -low)).isEqualTo(TruncatedNormal.logMass(low, high));
  }

  @Test
  void logMass_ofParts_addsUpToThatOfTheWhole() {
    for (double low = -60; low < 60; low += 1.7) {
      double left = TruncatedNormal.logMass(low, low + 0.3);
      double right = TruncatedNormal.logMass(low + 0.3, low + 1);
      double larger = Math.max(left, right);
      double sum = larger + Math.log1p(Math.exp(Math.min(left, right) - larger));
      assertThat(TruncatedNormal.logMass(low, low + 1)).isCloseTo(sum, relative(sum, 1e-12));
    }
  }

  @Test
  void logMass_wholeLineAndEmptyInterval() {
    assertThat(TruncatedNormal.logMass(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isZero();
    assertThat(TruncatedNormal.logMass(2, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(TruncatedNormal.logMass(-2, -2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void quantile_ofTheMassBelow_isTheDeviation() {
    for (double x = -0.99; x < 1; x += 0.03) {
      double u = TruncatedNormal.mass(-1, x) / TruncatedNormal.mass(-1, 1);
      assertThat(TruncatedNormal.quantile(-1, 1, u)).isCloseTo(x, within(1e-13));
    }
  }

  private static org.assertj.core.data.Offset<Double> relative(double expected, double share) {
    return within(share * Math.max(1, Math.abs(expected)));
  }
}
