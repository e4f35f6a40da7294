package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardErrorsTest {

  private static final Samples CLUSTERED =
      Samples.wrap(new double[] {1, 2, 3, 4, 6, 8}, 0, 6, new int[] {3, 4, 6});

  @Test
  void mean_ofReplicatesWithSeveralValues_comparesTheirSums() {
    // Mean 4; the sums 6, 4, 14 of 3, 1, 2 values are off by -6, 0, 6.
    assertError(Aggregation.mean(), CLUSTERED, Math.sqrt(3.0 / 2 * 72 / 36));
  }

  @Test
  void sum_comparesTheSumsOfReplicates() {
    assertError(Aggregation.sum(), CLUSTERED, Math.sqrt(3 * (4 + 16 + 36) / 2.0));
    assertError(Aggregation.sum(), Samples.of(1, 2, 3), Math.sqrt(3 * 1.0));
  }

  @Test
  void mean_ofOneValuePerReplicate_isTheUsualOne() {
    assertError(Aggregation.mean(), oneTo(5), Math.sqrt(2.5 / 5));
  }

  @Test
  void mean_ofEqualReplicates_hasNoError() {
    assertError(Aggregation.mean(), Samples.of(0.1, 0.1, 0.1), 0);
    assertError(
        Aggregation.mean(), Samples.wrap(new double[] {1, 3, 3, 1}, 0, 4, new int[] {2, 4}), 0);
  }

  @Test
  void mean_ofClustersWhoseSquaresOverflow_isKnown() {
    Samples large = CLUSTERED.map(x -> x * 0x1p1000);
    Samples small = CLUSTERED.map(x -> x * 0x1p-1040);

    assertError(Aggregation.mean(), large, Math.sqrt(3) * 0x1p1000);
    assertThat(Aggregation.mean().standardError(small))
        .isCloseTo(Math.sqrt(3) * 0x1p-1040, within(0x1p-1070));
  }

  @Test
  void trimmedMean_isThatOfWinsorizedValues() {
    // 1..10 without two at either end: 3, 3, 3, 4, 5, 6, 7, 8, 8, 8, whose deviations square to
    // 42.5.
    assertError(Aggregation.trimmedMean(0.2), oneTo(10), Math.sqrt(42.5 / 30));
    assertThat(Aggregation.trimmedMean(0.4).standardError(oneTo(5))).isNaN();
  }

  @Test
  void cvar_isThatOfTheExcess() {
    // Of 1..10 the tail is 9 and 10, the threshold 8, the excess 1 and 2, and else 0.
    double expected = Math.sqrt((5 - 10 * 0.09) / 9 / 10) / 0.2;

    assertError(Aggregation.cvar(0.8), oneTo(10), expected);
    assertError(Aggregation.cvar(0.8).towards(Direction.MAXIMIZE), oneTo(10), expected);
    assertThat(Aggregation.cvar(0.95).standardError(oneTo(10))).isNaN();
  }

  @Test
  void quantile_isHalfOfWoodruffsInterval() {
    // Ranks 4.5 - 1.5 and 4.5 + 1.5; ranks 18 - s and 18 + s; the least and the largest of two.
    assertError(Aggregation.median(), oneTo(9), 1.5);
    assertError(Aggregation.quantile(0.5), oneTo(9), 1.5);
    assertError(Aggregation.quantile(0.9), oneTo(20), Math.sqrt(20 * 0.9 * 0.1));
    assertError(Aggregation.median(), oneTo(2), 0.5);
  }

  @Test
  void quantile_whoseIntervalLeavesTheSample_hasNoError() {
    assertThat(Aggregation.quantile(0.9).standardError(oneTo(5))).isNaN();
    assertThat(Aggregation.quantile(0).standardError(oneTo(9))).isNaN();
    assertThat(Aggregation.quantile(1).standardError(oneTo(9))).isNaN();
    assertThat(Aggregation.median().standardError(Samples.of(1, 2, 3, Double.NaN))).isNaN();
  }

  @Test
  void meanPlusSd_isThatOfNormalValues() {
    assertError(Aggregation.meanPlusSd(2), oneTo(5), Math.sqrt(2.5 * (1 / 5.0 + 4 / 8.0)));
    assertThat(Aggregation.meanPlusSd(2).standardError(CLUSTERED)).isNaN();
  }

  static Stream<Aggregation> knowing() {
    return Stream.of(
        Aggregation.mean(),
        Aggregation.sum(),
        Aggregation.trimmedMean(0.1),
        Aggregation.median(),
        Aggregation.quantile(0.8),
        Aggregation.cvar(0.75));
  }

  @ParameterizedTest
  @MethodSource("knowing")
  void standardError_ofOneReplicate_isNotKnown(Aggregation aggregation) {
    assertThat(aggregation.standardError(Samples.of(3))).isNaN();
    assertThat(aggregation.standardError(Samples.wrap(new double[] {1, 2, 3}, 0, 3, new int[] {3})))
        .isNaN();
  }

  @ParameterizedTest
  @MethodSource("knowing")
  void standardError_ofIndependentNormals_isTheSpreadOfTheAggregate(Aggregation aggregation) {
    assertCalibrated(aggregation, 1);
  }

  @ParameterizedTest
  @MethodSource("knowing")
  void standardError_ofReplicatesWithCommonShocks_isTheSpreadOfTheAggregate(
      Aggregation aggregation) {
    assertCalibrated(aggregation, 3);
  }

  /**
   * Over 2000 simulated trials of 60 replicates with {@code repeats} correlated values each, the
   * mean square standard error is within a fifth of the variance of the aggregates. Sampling alone
   * moves that ratio by 3 % (one standard deviation; the seed is fixed).
   */
  private static void assertCalibrated(Aggregation aggregation, int repeats) {
    var random = new PhiloxRandom(99, repeats);
    double[] aggregates = new double[2_000];
    double[] squares = new double[aggregates.length];
    for (int trial = 0; trial < aggregates.length; trial++) {
      random.seek(trial, 0);
      Samples samples = correlated(random, 60, repeats);
      aggregates[trial] = aggregation.aggregate(samples);
      double error = aggregation.standardError(samples);
      squares[trial] = error * error;
    }
    double ratio =
        Arrays.stream(squares).average().orElseThrow()
            / ArrayMoments.variance(aggregates, 0, aggregates.length);
    assertThat(ratio).isBetween(0.8, 1.25);
  }

  private static Samples correlated(PhiloxRandom random, int replicates, int repeats) {
    double[] values = new double[replicates * repeats];
    for (int replicate = 0; replicate < replicates; replicate++) {
      double shock = random.nextGaussian();
      for (int i = 0; i < repeats; i++) {
        values[replicate * repeats + i] = 5 + shock + 0.5 * random.nextGaussian();
      }
    }
    int[] ends = IntStream.rangeClosed(1, replicates).map(r -> r * repeats).toArray();
    return Samples.wrap(values, 0, values.length, ends);
  }

  private static Samples oneTo(int n) {
    return Samples.of(IntStream.rangeClosed(1, n).asDoubleStream().toArray());
  }

  private static void assertError(Aggregation aggregation, Samples samples, double expected) {
    assertThat(aggregation.standardError(samples))
        .isCloseTo(expected, within(4 * Math.ulp(expected)));
  }
}
