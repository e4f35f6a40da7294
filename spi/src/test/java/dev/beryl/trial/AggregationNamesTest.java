package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationNamesTest {

  static Stream<Aggregation> readyMade() {
    Stream<Aggregation> plain =
        Stream.of(
            Aggregation.mean(),
            Aggregation.median(),
            Aggregation.min(),
            Aggregation.max(),
            Aggregation.last(),
            Aggregation.sum());
    Stream<Aggregation> withShare =
        DoubleStream.of(0, -0.0, 0.1, 0.25, 1e-300, 0.1 + 0.2, Math.nextDown(0.5))
            .boxed()
            .flatMap(share ->
                Stream.of(
                    Aggregation.quantile(share),
                    Aggregation.trimmedMean(share),
                    Aggregation.cvar(share),
                    Aggregation.cvar(share).towards(Direction.MAXIMIZE)));
    Stream<Aggregation> withNumber =
        DoubleStream.of(0, 1, -2.5, 1e300, Double.MIN_VALUE)
            .boxed()
            .flatMap(k ->
                Stream.of(
                    Aggregation.meanPlusSd(k),
                    Aggregation.meanPlusSd(k).towards(Direction.MAXIMIZE)));
    return Stream.of(plain, withShare, withNumber).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("readyMade")
  void named_readyMade_isThatVeryOne(Aggregation aggregation) {
    Aggregation named = Aggregation.named(aggregation.name());

    assertThat(named).isEqualTo(aggregation);
    assertThat(named.isKnownByNameOnly()).isFalse();
    Samples samples = Samples.of(3, 1, 2, 7);
    assertThat(named.aggregate(samples)).isEqualTo(aggregation.aggregate(samples));
    assertThat(Double.valueOf(named.standardError(samples)))
        .isEqualTo(Double.valueOf(aggregation.standardError(samples)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mine",
        "Mean",
        "mean ",
        "quantile",
        "quantile()",
        "quantile(2.0)",
        "quantile(0.50)",
        "quantile(0.5, lower tail)",
        "trimmedMean(0.5)",
        "cvar(0.9,lower tail)",
        "cvar(1.0)",
        "meanPlusSd(NaN)",
        "meanMinusSd(x)",
        "mean(1.0)",
        "("
      })
  void named_anyOther_isKnownByNameOnly(String name) {
    Aggregation named = Aggregation.named(name);

    assertThat(named.name()).isEqualTo(name);
    assertThat(named.isKnownByNameOnly()).isTrue();
    assertThat(named).isEqualTo(Aggregation.named(name));
    assertThat(named.towards(Direction.MAXIMIZE)).isSameAs(named);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> named.aggregate(Samples.of(1)))
        .withMessageContaining("'" + name + "' is known by its name only");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> named.standardError(Samples.of(1)));
  }

  @Test
  void named_blank_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregation.named(" "))
        .withMessage("aggregation: expected a name, got a blank one");
  }

  @Test
  void isKnownByNameOnly_ofOnesOwn_isFalse() {
    assertThat(Aggregation.of("mine", samples -> 1).isKnownByNameOnly()).isFalse();
  }
}
