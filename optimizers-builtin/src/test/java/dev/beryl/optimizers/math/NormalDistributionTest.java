package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.Normal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalDistributionTest {
  private static final double RELATIVE_TOLERANCE = 1e-15;
  private static final String ANSWERS = "/known-answers/normal-probabilities.csv";

  private final org.apache.commons.statistics.distribution.NormalDistribution oracle =
      org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1);

  @ParameterizedTest
  @CsvFileSource(resources = ANSWERS)
  void cdf_agreesWithHighPrecision(double x, double expected, double logarithm) {
    assertClose(NormalDistribution.cdf(x), expected);
    assertClose(NormalDistribution.logCdf(x), logarithm);
  }

  private static void assertClose(double actual, double expected) {
    double tolerance = Math.max(Double.MIN_VALUE, RELATIVE_TOLERANCE * Math.abs(expected));
    assertThat(actual).isCloseTo(expected, within(tolerance));
  }

  /** The oracle rounds √2 and x/√2 before it squares: a relative error of 2x² half units. */
  @Test
  void cdf_agreesWithAnotherImplementation() {
    for (double x : new SplittableRandom(11).doubles(20_000, -37, 9).toArray()) {
      double expected = oracle.cumulativeProbability(x);
      assertThat(NormalDistribution.cdf(x))
          .as("at %s", x)
          .isCloseTo(expected, within((1e-15 + 2.3e-16 * x * x) * expected));
    }
  }

  @Test
  void cdf_ofIncreasingDeviations_increases() {
    double[] x = new SplittableRandom(3).doubles(20_000, -40, 10).sorted().toArray();
    for (int i = 1; i < x.length; i++) {
      assertThat(NormalDistribution.cdf(x[i])).isGreaterThanOrEqualTo(at(x[i - 1]));
    }
  }

  private static double at(double x) {
    return NormalDistribution.cdf(x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.67448975, 5.656854249492380, 38.4})
  void cdf_aroundAnApproximationsEnd_hasNoStep(double end) {
    for (int sign = -1; sign <= 1; sign += 2) {
      double below = NormalDistribution.cdf(sign * Math.nextDown(end));
      double above = NormalDistribution.cdf(sign * Math.nextUp(end));
      assertThat(below).isCloseTo(above, within(3e-14 * above + Double.MIN_VALUE));
    }
  }

  @Test
  void probabilities_atTheEnds_areExact() {
    assertThat(at(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(at(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(at(-Double.MAX_VALUE)).isZero();
    assertThat(at(0)).isEqualTo(0.5);
    assertThat(NormalDistribution.logCdf(Double.NEGATIVE_INFINITY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalDistribution.logCdf(Double.POSITIVE_INFINITY)).isZero();
  }

  @Test
  void quantileOfLog_undoesLogCdf() {
    for (double x : new SplittableRandom(5).doubles(20_000, -200, 8).toArray()) {
      double logProbability = NormalDistribution.logCdf(x);
      double slope = x < 1 ? Math.max(1, Math.abs(x)) : Math.exp(-0.5 * x * x) / 3;
      double tolerance = 4e-15 * Math.max(Math.abs(logProbability) / slope, Math.abs(x)) + 1e-15;
      assertThat(NormalDistribution.quantileOfLog(logProbability))
          .as("at %s", x)
          .isCloseTo(x, within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-12, -0.5, -690})
  void quantileOfLog_aroundAnApproximationsEnd_hasNoStep(double end) {
    double below = NormalDistribution.quantileOfLog(end * (1 + 1e-14));
    double above = NormalDistribution.quantileOfLog(end * (1 - 1e-14));

    assertThat(below).isLessThanOrEqualTo(above).isCloseTo(above, within(1e-12));
  }

  @Test
  void quantileOfLog_atTheEnds_isThatOfTheProbability() {
    assertThat(NormalDistribution.quantileOfLog(Double.NEGATIVE_INFINITY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalDistribution.quantileOfLog(0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(NormalDistribution.quantileOfLog(-1e300))
        .isCloseTo(-Math.sqrt(2) * 1e150, within(1e137));
    assertThat(NormalDistribution.quantileOfLog(Math.log(0.1)))
        .isCloseTo(Normal.quantile(0.1), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.MIN_VALUE, 1, Double.POSITIVE_INFINITY})
  void quantileOfLog_ofNoProbability_isNaN(double logProbability) {
    assertThat(NormalDistribution.quantileOfLog(logProbability)).isNaN();
  }

  @Test
  void probabilities_ofNaN_areNaN() {
    assertThat(at(Double.NaN)).isNaN();
    assertThat(NormalDistribution.logCdf(Double.NaN)).isNaN();
  }
}
