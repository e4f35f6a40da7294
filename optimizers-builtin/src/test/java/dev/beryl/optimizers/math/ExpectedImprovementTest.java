package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedImprovementTest {
  private static final MathContext DIGITS = new MathContext(60);

  /** Known answers to 50 digits, rounded. */
  @ParameterizedTest
  @CsvSource({
    "-1e8, -5000000000000038.0",
    "-1e4, -50000019.33961931",
    "-100, -5010.129578800251",
    "-30, -457.724653760598",
    "-20, -206.9178385094251",
    "-10, -55.55312203612235",
    "-5, -16.74430116266099",
    "-3, -7.869686059603029",
    "-2, -4.768783523917114",
    "-1, -2.4851210257126413",
    "-0.5, -1.6205162643873199",
    "-0.1, -1.047153314072846",
    "0, -0.9189385332046728",
    "0.1, -0.7964313395507472",
    "0.5, -0.3598276837450638",
    "1, 0.08002621884930694",
    "2, 0.6973835457882284",
    "3, 1.0987396653277077",
    "5, 1.6094379231264313",
    "10, 2.302585092994046"
  })
  void log_knownAnswers(double z, double expected) {
    assertThat(ExpectedImprovement.log(z)).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
  }

  /** h(-t) = phi(t) (1 - t M(t)), M by its continued fraction, evaluated to 60 digits. */
  @Test
  void log_fromMinusAMillionTo40_hasARelativeErrorBelow1e12() {
    for (double t = 1.5; t <= 1e6; t *= 1.37) {
      double expected = logByContinuedFraction(t);
      assertThat(ExpectedImprovement.log(-t))
          .as("z = %s", -t)
          .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
    for (double z = 6; z <= 40; z += 0.7) { // h(z) = z + h(-z)
      double expected = Math.log(z + Math.exp(ExpectedImprovement.log(-z)));
      assertThat(ExpectedImprovement.log(z)).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  private static double logByContinuedFraction(double t) {
    BigDecimal x = new BigDecimal(t);
    BigDecimal tail = x;
    for (int k = t > 20 ? 400 : 6000; k >= 1; k--) {
      tail = x.add(BigDecimal.valueOf(k).divide(tail, DIGITS), DIGITS);
    }
    BigDecimal relative = BigDecimal.ONE.subtract(x.divide(tail, DIGITS), DIGITS);
    return -0.5 * t * t - 0.5 * Math.log(2 * Math.PI) + Math.log(relative.doubleValue());
  }

  @Test
  void log_whereTheFormulasMeet_isContinuousAndIncreasing() {
    for (double z : new double[] {-1, -30, -0.67448975, 0, 0.67448975}) {
      double below = ExpectedImprovement.log(Math.nextDown(z));
      double above = ExpectedImprovement.log(Math.nextUp(z));
      assertThat(above).isCloseTo(below, within(1e-11 * Math.abs(below)));
      assertThat(ExpectedImprovement.log(z + 1e-6)).isGreaterThan(ExpectedImprovement.log(z));
    }
  }

  @Test
  void logDerivative_agreesWithDifferences() {
    for (double z = -200; z < 20; z += 0.37) {
      double step = 1e-5 * Math.max(1, Math.abs(z));
      double numeric =
          (ExpectedImprovement.log(z + step) - ExpectedImprovement.log(z - step)) / (2 * step);
      assertThat(ExpectedImprovement.logDerivative(z))
          .as("z = %s", z)
          .isCloseTo(numeric, within(1e-6 * Math.abs(numeric)));
    }
    // Far out d ln h / dz approaches -z + 2 / -z.
    assertThat(ExpectedImprovement.logDerivative(-1e6)).isCloseTo(1e6, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0.3989422804014327",
    "1, 2, 0.5, 0.5726893964471603",
    "0.2, 0.1, 0.25, 0.0697796557401306",
    "3, 0.5, 1, 3.5726292162028335e-06"
  })
  void log_scaledByTheDeviation_isTheExpectedImprovement(
      double mean, double deviation, double best, double expected) {
    double log = Math.log(deviation) + ExpectedImprovement.log((best - mean) / deviation);
    assertThat(Math.exp(log)).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void millsRatio_agreesWithTheDistribution() {
    for (double x = 0; x < 30; x += 0.13) {
      double expected = NormalDistribution.cdf(-x) / NormalDistribution.density(x);
      assertThat(NormalDistribution.millsRatio(x)).isCloseTo(expected, within(1e-12 * expected));
    }
    assertThat(NormalDistribution.millsRatio(1e8)).isCloseTo(1e-8, within(1e-20));
  }
}
