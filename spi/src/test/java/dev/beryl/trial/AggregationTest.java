package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationTest {

  private static final Samples LOSSES =
      Samples.of(0.3127, 0.2981, 0.3055, 0.3127, 0.2899, 0.3301, 0.3012);
  private static final double NAN = Double.NaN;

  static Stream<Aggregation> readyMade() {
    return Stream.of(
        Aggregation.mean(),
        Aggregation.median(),
        Aggregation.quantile(0),
        Aggregation.quantile(0.9),
        Aggregation.trimmedMean(0.2),
        Aggregation.cvar(0.8),
        Aggregation.cvar(0.8).towards(Direction.MAXIMIZE),
        Aggregation.min(),
        Aggregation.max(),
        Aggregation.last(),
        Aggregation.sum());
  }

  @ParameterizedTest(name = "{0} at {2}")
  @CsvFileSource(resources = "/vectors/known-answers/quantiles.csv")
  void quantile_ofKnownCases_agrees(String name, String values, double p, double expected) {
    double[] parsed = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();

    assertThat(Aggregation.quantile(p).aggregate(Samples.of(parsed)))
        .isCloseTo(expected, within(1e-15 * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({"0.0, 0.30717142857142854", "0.5, 0.3166428571428571", "0.8, 0.32512857142857143"})
  void cvar_ofLosses_isTheMeanOfTheWorst(double alpha, double expected) {
    assertThat(Aggregation.cvar(alpha).aggregate(LOSSES)).isCloseTo(expected, within(1e-16));
  }

  @Test
  void cvar_ofLessThanOneValue_isTheWorst() {
    assertThat(Aggregation.cvar(0.9).aggregate(LOSSES)).isEqualTo(0.3301);
    assertThat(Aggregation.cvar(0.9).towards(Direction.MAXIMIZE).aggregate(LOSSES))
        .isEqualTo(0.2899);
  }

  @Test
  void cvar_towardsADirection_looksAtItsWorstSide() {
    Samples samples = Samples.of(5, 1, 4, 2, 3);
    Aggregation upper = Aggregation.cvar(0.6);
    Aggregation lower = upper.towards(Direction.MAXIMIZE);

    assertThat(upper.aggregate(samples)).isEqualTo(4.5);
    assertThat(lower.aggregate(samples)).isEqualTo(1.5);
    assertThat(lower.towards(Direction.MINIMIZE)).isEqualTo(upper);
    assertThat(lower.towards(Direction.MAXIMIZE)).isEqualTo(lower);
  }

  @Test
  void otherAggregations_towardsADirection_areTheSame() {
    readyMade()
        .filter(aggregation -> !aggregation.name().startsWith("cvar"))
        .forEach(aggregation ->
            assertThat(aggregation.towards(Direction.MAXIMIZE)).isSameAs(aggregation));
  }

  @Test
  void aggregates_ofLosses_areKnown() {
    assertThat(Aggregation.mean().aggregate(LOSSES)).isEqualTo(0.30717142857142854);
    assertThat(Aggregation.median().aggregate(LOSSES)).isEqualTo(0.3055);
    assertThat(Aggregation.trimmedMean(0.2).aggregate(LOSSES)).isEqualTo(0.30604);
    assertThat(Aggregation.min().aggregate(LOSSES)).isEqualTo(0.2899);
    assertThat(Aggregation.max().aggregate(LOSSES)).isEqualTo(0.3301);
    assertThat(Aggregation.last().aggregate(LOSSES)).isEqualTo(0.3012);
    assertThat(Aggregation.sum().aggregate(LOSSES)).isEqualTo(2.1502);
  }

  @Test
  void median_ofAnEvenNumber_isBetweenTheMiddleTwo() {
    assertThat(Aggregation.median().aggregate(Samples.of(4, 1, 3, 2))).isEqualTo(2.5);
    assertThat(Aggregation.median().aggregate(Samples.of(Double.MAX_VALUE, Double.MAX_VALUE)))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Aggregation.median().aggregate(Samples.of(Double.MIN_VALUE, Double.MIN_VALUE)))
        .isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void shares_thatRoundingPutsBelowAWholeNumber_areThatNumber() {
    Samples hundred = Samples.wrap(IntStream.range(0, 100).asDoubleStream().toArray(), 0, 100);
    double[] outliers = hundred.toArray();
    outliers[28] = -1e9;

    // 0.29 * 100 is less than 29, and (1 - 0.9) * 10 less than 1.
    assertThat(Aggregation.trimmedMean(0.29).aggregate(Samples.of(outliers))).isEqualTo(49.5);
    assertThat(Aggregation.quantile(0.29).aggregate(Samples.wrap(hundred.toArray(), 0, 100)))
        .isCloseTo(28.71, within(1e-13));
    assertThat(Aggregation.cvar(0.9).aggregate(Samples.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
        .isEqualTo(10);
    assertThat(Aggregation.cvar(0.9).standardError(Samples.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
        .isCloseTo(Math.sqrt(0.01) / 0.1, within(1e-14));
  }

  @Test
  void aggregates_ofInfinities_areNotNaNWhereDefined() {
    Samples samples = Samples.of(Double.POSITIVE_INFINITY, 1, 2, Double.POSITIVE_INFINITY);

    assertThat(Aggregation.mean().aggregate(samples)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Aggregation.quantile(0.9).aggregate(samples)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Aggregation.quantile(1 / 3.0).aggregate(samples)).isEqualTo(2);
    assertThat(Aggregation.median().aggregate(samples)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Aggregation.min().aggregate(samples)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("readyMade")
  void aggregate_ofNaN_isNaN(Aggregation aggregation) {
    assertThat(aggregation.aggregate(Samples.of(NAN))).isNaN();
    assertThat(aggregation.aggregate(Samples.of(1, 2, NAN))).isNaN();
    if (!aggregation.equals(Aggregation.last())) {
      assertThat(aggregation.aggregate(Samples.of(1, NAN, 3, 4, 5, 6, 7))).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("readyMade")
  void aggregate_ofNegativeZeros_isPositiveZero(Aggregation aggregation) {
    Bits.assertSame(aggregation.aggregate(Samples.of(-0.0)), 0.0);
    Bits.assertSame(aggregation.aggregate(Samples.of(-0.0, -0.0, -0.0)), 0.0);
  }

  @ParameterizedTest
  @MethodSource("readyMade")
  void aggregate_ofNoValues_isRefused(Aggregation aggregation) {
    assertThatThrownBy(() -> aggregation.aggregate(Samples.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s: expected at least one value, got none", aggregation.name());
  }

  @Test
  void meanPlusSd_addsOrSubtractsDeviations() {
    Samples samples = Samples.of(1, 2, 3, 4, 5);
    Aggregation penalized = Aggregation.meanPlusSd(2);

    assertThat(penalized.aggregate(samples)).isCloseTo(3 + 2 * Math.sqrt(2.5), within(1e-15));
    assertThat(penalized.towards(Direction.MAXIMIZE).aggregate(samples))
        .isCloseTo(3 - 2 * Math.sqrt(2.5), within(1e-15));
    assertThatThrownBy(() -> penalized.aggregate(Samples.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("meanPlusSd(2.0): expected at least two values, got 1; add replicates");
  }

  @Test
  void of_aFunction_aggregatesWithIt() {
    Aggregation range =
        Aggregation.of("range", samples -> samples.stream().max().orElseThrow() - samples.get(0));

    assertThat(range.aggregate(Samples.of(1, 5, 3))).isEqualTo(4);
    assertThat(range.name()).isEqualTo("range");
    assertThat(range.standardError(Samples.of(1, 5, 3))).isNaN();
    assertThat(range.towards(Direction.MAXIMIZE)).isSameAs(range);
    assertThatThrownBy(() -> Aggregation.of(" ", samples -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("aggregation: expected a name, got a blank one");
  }

  @Test
  void name_hasItsNumbers() {
    assertThat(readyMade().map(Aggregation::name))
        .containsExactly(
            "mean",
            "median",
            "quantile(0.0)",
            "quantile(0.9)",
            "trimmedMean(0.2)",
            "cvar(0.8)",
            "cvar(0.8, lower tail)",
            "min",
            "max",
            "last",
            "sum");
    assertThat(Aggregation.meanPlusSd(1).towards(Direction.MAXIMIZE).name())
        .isEqualTo("meanMinusSd(1.0)");
  }

  @Test
  void aggregations_ofTheSameName_areEqual() {
    assertThat(readyMade()).containsExactlyElementsOf(readyMade().toList());
    assertThat(Aggregation.quantile(-0.0)).isEqualTo(Aggregation.quantile(0.0));
    assertThat(Aggregation.quantile(0.1)).isNotEqualTo(Aggregation.quantile(0.2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {NAN, -0.1, 1.1})
  void quantile_outsideItsRange_isRefused(double p) {
    assertThatThrownBy(() -> Aggregation.quantile(p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile: expected a probability in [0, 1], got " + p);
  }

  @ParameterizedTest
  @ValueSource(doubles = {NAN, -0.1, 0.5})
  void trimmedMean_outsideItsRange_isRefused(double g) {
    assertThatThrownBy(() -> Aggregation.trimmedMean(g))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trimmedMean: expected a share in [0, 0.5) to drop at either end, got " + g);
  }

  @ParameterizedTest
  @ValueSource(doubles = {NAN, -0.1, 1})
  void cvar_outsideItsRange_isRefused(double alpha) {
    assertThatThrownBy(() -> Aggregation.cvar(alpha))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cvar: expected a share in [0, 1) outside the tail, got " + alpha);
  }

  @ParameterizedTest
  @ValueSource(doubles = {NAN, Double.POSITIVE_INFINITY})
  void meanPlusSd_ofNoNumber_isRefused(double k) {
    assertThatThrownBy(() -> Aggregation.meanPlusSd(k))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("meanPlusSd: expected a finite number of standard deviations, got " + k);
  }
}
