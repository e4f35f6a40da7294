package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers of any size, up to the ends of {@code long}, on both scales. */
class LargeIntegerProperties {
  private static final int WIDEST = 1 << 20;

  /** Ranges of up to 2^20 values anywhere above 0, with any step, on either scale. */
  @Provide
  Arbitrary<IntegerParameter> ranges() {
    Arbitrary<Long> lows =
        Arbitraries.longs()
            .between(0, 62)
            .map(bits -> 1L << bits)
            .flatMap(power ->
                Arbitraries.longs()
                    .between(
                        power,
                        Math.max(power, power * 2 - 1 < 0 ? Long.MAX_VALUE : power * 2 - 1)));
    return Combinators.combine(
            lows,
            Arbitraries.integers().between(1, WIDEST),
            Arbitraries.longs().between(1, 1000),
            Arbitraries.of(true, false))
        .as((low, values, step, log) -> {
          long high = Long.MAX_VALUE - low < values * step ? Long.MAX_VALUE : low + values * step;
          long start = Math.min(low, high - 1);
          IntegerParameter range =
              Parameter.integer("n", start, high).step(Math.min(step, high - start));
          return log && start > step / 2.0 ? range.log() : range;
        });
  }

  @Property(seed = "1", tries = 400)
  void everyLevel_comesBackFromTheUnitInterval(
      @ForAll("ranges") IntegerParameter range, @ForAll long draw) {
    long levels = range.levels().orElseThrow();
    LongStream.of(0, 1, levels / 2, levels - 1, Long.remainderUnsigned(draw, levels))
        .filter(level -> level < levels)
        .map(range::coordinateAt)
        .forEach(value -> {
          double unit = range.toUnit(value);
          assertThat(unit).isBetween(0.0, 1.0);
          assertThat(range.fromUnit(unit)).as("%s at %s", range, unit).isEqualTo(value);
        });
  }

  @Property(seed = "2", tries = 400)
  void decoding_neverFallsAndKeepsToTheRange(
      @ForAll("ranges") IntegerParameter range,
      @ForAll("units") double a,
      @ForAll("units") double b) {
    long low = range.fromUnit(Math.min(a, b));
    long high = range.fromUnit(Math.max(a, b));
    assertThat(low).isLessThanOrEqualTo(high);
    assertThat(range.holds(low) && range.holds(high)).isTrue();
  }

  @Provide
  Arbitrary<Double> units() {
    return Arbitraries.doubles().between(0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1_000_000_000L,
        1L << 40,
        1_000_000_000_000_000L,
        1L << 53,
        1_700_000_000_000_000_000L,
        Long.MAX_VALUE - 100
      })
  void narrowLogRange_reachesEachValueWithItsShare(long low) {
    IntegerParameter range = Parameter.integer("n", low, low + 100).log();
    int[] counts = new int[101];
    int draws = 101_000;
    for (int i = 0; i < draws; i++) {
      counts[(int) (range.fromUnit((i + 0.5) / draws) - low)]++;
    }
    assertThat(Arrays.stream(counts).boxed())
        .as("nearly equal shares, as the logarithm is nearly linear")
        .allSatisfy(count -> assertThat(count).isBetween(998, 1002));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 51, (1L << 52) - 1, 1L << 52})
  void linearRangeOfAlmostAllDoubles_comesBack(long levels) {
    IntegerParameter range = Parameter.integer("n", -7, levels - 8);
    for (long level : new long[] {0, 1, levels / 3, levels / 2, levels - 2, levels - 1}) {
      long value = range.coordinateAt(level);
      assertThat(range.fromUnit(range.toUnit(value))).isEqualTo(value);
    }
  }

  @Test
  void wideLogRange_keepsTheBitsThatItHadWhereAllIsExact() {
    IntegerParameter range = Parameter.integer("n", 1, 1_000_000).log();
    assertThat(range.fromUnit(0.25)).isEqualTo(19L);
    assertThat(range.fromUnit(range.toUnit(1000))).isEqualTo(1000L);
  }
}
