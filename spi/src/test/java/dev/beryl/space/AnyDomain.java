package dev.beryl.space;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random parameters without conditions, as what makes them of a name. */
final class AnyDomain {
  private AnyDomain() {}

  enum Kernel {
    LINEAR,
    RBF,
    POLY
  }

  static Arbitrary<Function<String, Parameter>> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, continuous()),
        Tuple.of(1, wide()),
        Tuple.of(1, narrow()),
        Tuple.of(1, oneReal()),
        Tuple.of(3, stepped(3000)),
        Tuple.of(2, integers(3000)),
        Tuple.of(4, integers(3)),
        Tuple.of(2, hugeIntegers()),
        Tuple.of(6, choices()),
        Tuple.of(2, items(9)));
  }

  /** Few levels, so that a space of some such parameters can be enumerated. */
  static Arbitrary<Function<String, Parameter>> small() {
    return Arbitraries.oneOf(List.of(stepped(4), integers(4), choices(), oneReal(), items(3)));
  }

  static Arbitrary<Function<String, Parameter>> discrete() {
    return Arbitraries.oneOf(List.of(stepped(3000), integers(3000), choices(), items(7)));
  }

  /** Ranges of many doubles, linear and log. */
  static Arbitrary<Function<String, Parameter>> continuous() {
    var linear =
        Combinators.combine(decimals(-1e6, 1e6), decimals(1e-3, 1e6))
            .as((low, width) -> real(low, low + width));
    var log =
        Combinators.combine(decimals(-307, 307), decimals(0.1, 100))
            .as((exponent, decades) -> {
              double low = StrictMath.pow(10, exponent);
              double high = Math.min(low * StrictMath.pow(10, decades), Double.MAX_VALUE);
              return log(low, high);
            });
    return Arbitraries.oneOf(List.of(linear, log));
  }

  /** Ranges that overflow, or nearly, or hold subnormal numbers. */
  static Arbitrary<Function<String, Parameter>> wide() {
    return Arbitraries.of(
        List.of(
            real(-1e308, 1.7e308),
            real(-Double.MAX_VALUE, Double.MAX_VALUE),
            real(0, Double.MAX_VALUE),
            real(-Double.MAX_VALUE, -1),
            real(-1e300, 1e-300),
            real(0, Double.MIN_NORMAL),
            log(Double.MIN_VALUE, Double.MAX_VALUE),
            log(Double.MIN_NORMAL, 1),
            name -> Parameter.real(name, -1e308, 1.7e308).step(1e307)));
  }

  /** Ranges of a few doubles, linear and log. */
  static Arbitrary<Function<String, Parameter>> narrow() {
    return Combinators.combine(
            decimals(1e-3, 1e6), Arbitraries.integers().between(1, 50), Arbitraries.of(true, false))
        .as((low, doubles, log) -> {
          double high = low + doubles * Math.ulp(low);
          return log ? log(low, high) : real(low, high);
        });
  }

  static Arbitrary<Function<String, Parameter>> oneReal() {
    return decimals(-1e3, 1e3).map(value -> real(value, value));
  }

  /** Reals on a decimal step, linear and log; high is on the step or half a step above one. */
  static Arbitrary<Function<String, Parameter>> stepped(int mostLevels) {
    return Combinators.combine(
            Arbitraries.longs().between(-2000, 2000),
            Arbitraries.longs().between(1, 500),
            Arbitraries.integers().between(0, 6),
            Arbitraries.longs().between(2, mostLevels),
            Arbitraries.of(0.0, 0.5),
            Arbitraries.of(true, false))
        .as((start, units, scale, levels, above, log) ->
            name -> {
              BigDecimal step = BigDecimal.valueOf(units, scale);
              BigDecimal low =
                  log
                      ? step.multiply(BigDecimal.valueOf(Math.abs(start) + 1))
                      : BigDecimal.valueOf(start, scale);
              BigDecimal high = low.add(step.multiply(BigDecimal.valueOf(levels - 1 + above)));
              var plain =
                  Parameter.real(name, low.doubleValue(), high.doubleValue())
                      .step(step.doubleValue());
              return log ? plain.log() : plain;
            });
  }

  /** Integers with and without a step, linear and log. */
  static Arbitrary<Function<String, Parameter>> integers(int mostLevels) {
    return Combinators.combine(
            Arbitraries.longs().between(-1000, 1000),
            Arbitraries.longs().between(1, 7),
            Arbitraries.longs().between(1, mostLevels),
            Arbitraries.longs().between(0, 6),
            Arbitraries.of(true, false))
        .as((start, step, levels, above, log) ->
            name -> {
              long low = log ? Math.abs(start) + step : start;
              long high = low + (levels - 1) * step + Math.min(above, step - 1);
              var plain = Parameter.integer(name, low, high);
              var stepped = high - low >= step ? plain.step(step) : plain;
              return log ? stepped.log() : stepped;
            });
  }

  /**
   * Up to 2^50 levels on a linear scale, 2^40 on a log one: more than these no double tells apart.
   */
  static Arbitrary<Function<String, Parameter>> largeIntegers() {
    return Combinators.combine(
            Arbitraries.longs().between(-1000, 1000), Arbitraries.longs().between(1, 1L << 40))
        .as((start, width) ->
            (Function<String, Parameter>)
                name ->
                    start > 0
                        ? Parameter.integer(name, start, start + width).log()
                        : Parameter.integer(name, start, start + (width << 10) - 1));
  }

  static Arbitrary<Function<String, Parameter>> hugeIntegers() {
    return Arbitraries.of(
        List.of(
            name -> Parameter.integer(name, 0, (1L << 62) - 1),
            name -> Parameter.integer(name, Long.MIN_VALUE, Long.MIN_VALUE + (1L << 62) - 1),
            name -> Parameter.integer(name, Long.MAX_VALUE - (1L << 62) + 1, Long.MAX_VALUE),
            name -> Parameter.integer(name, -(1L << 61), (1L << 61) - 1).step(3),
            name -> Parameter.integer(name, 1, 1L << 62).log(),
            name -> Parameter.integer(name, 1L << 61, Long.MAX_VALUE - (1L << 61)).log()));
  }

  /** Subsets and permutations. */
  static Arbitrary<Function<String, Parameter>> items(int most) {
    return Combinators.combine(
            Arbitraries.integers().between(1, most),
            Arbitraries.integers().between(0, most),
            Arbitraries.integers().between(0, most),
            Arbitraries.of(true, false))
        .as((count, one, other, subset) ->
            name -> {
              List<String> items = IntStream.range(0, count).mapToObj(i -> "item" + i).toList();
              int min = Math.min(count, Math.min(one, other));
              int max = Math.min(count, Math.max(one, other));
              return subset
                  ? Parameter.subset(name, items, min, max)
                  : Parameter.permutation(name, items);
            });
  }

  static Arbitrary<Function<String, Parameter>> choices() {
    return Arbitraries.of(
        List.of(
            Parameter::flag,
            name -> Parameter.choice(name, Kernel.class),
            name -> Parameter.choice(name, "only"),
            name -> Parameter.choice(name, "a", "b b", "it's"),
            name -> Parameter.choice(name, 1, 2, 3),
            name -> Parameter.choice(name, -0.5, 2.0, 1e9),
            name -> Parameter.choice(name, Arrays.<Object>asList("x", 1, 1.5f, true)),
            name -> Parameter.ordinal(name, "low", "middle", "high"),
            name -> Parameter.ordinal(name, 16, 32, 64, 128)));
  }

  private static Function<String, Parameter> real(double low, double high) {
    return name -> Parameter.real(name, low, high);
  }

  private static Function<String, Parameter> log(double low, double high) {
    return name -> Parameter.real(name, low, high).log();
  }

  private static Arbitrary<Double> decimals(double low, double high) {
    return Arbitraries.doubles().between(low, high).ofScale(3);
  }
}
