package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The moments of arrays and of accumulators against unlimited precision. */
@Domain(AnyValues.class)
@Domain(DomainContext.Global.class)
class MomentsProperties {

  private static final MathContext PRECISE = new MathContext(50);

  @Property(tries = 2_000, seed = "1")
  void sumAndMean_areExactAndRoundedOnce(@ForAll double[] values) {
    BigDecimal sum = sum(values);
    BigDecimal count = BigDecimal.valueOf(values.length);
    Moments moments = accumulate(values, 0, values.length);

    Bits.assertNearest(moments.sum(), sum, BigDecimal.ONE);
    Bits.assertNearest(moments.mean(), sum, count);
    Bits.assertSame(ArrayMoments.sum(values, 0, values.length), moments.sum());
    Bits.assertSame(ArrayMoments.mean(values, 0, values.length), moments.mean());
  }

  @Property(tries = 2_000, seed = "2")
  void variance_isExactAndRoundedOnce(@ForAll double[] values) {
    int n = values.length;
    Moments moments = accumulate(values, 0, n);
    Bits.assertSame(ArrayMoments.variance(values, 0, n), moments.variance());
    if (n == 1) {
      assertThat(moments.variance()).isNaN();
    } else {
      Bits.assertNearest(moments.variance(), deviations(values), degreesTimesCount(n));
    }
  }

  @Property(tries = 1_000, seed = "3")
  void standardError_isWithinTwoUnitsInTheLastPlace(@ForAll double[] values) {
    int n = values.length;
    Moments moments = accumulate(values, 0, n);
    Bits.assertSame(ArrayMoments.standardError(values, 0, n), moments.standardError());
    if (n == 1) {
      assertThat(moments.standardError()).isNaN();
    } else {
      double expected =
          deviations(values)
              .divide(degreesTimesCount(n).multiply(BigDecimal.valueOf(n)), PRECISE)
              .sqrt(PRECISE)
              .doubleValue();
      assertThat(moments.standardError()).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }
  }

  @Property(tries = 1_000, seed = "9")
  void standardDeviation_isWithinTwoUnitsInTheLastPlace(@ForAll double[] values) {
    int n = values.length;
    Moments moments = accumulate(values, 0, n);
    Bits.assertSame(ArrayMoments.standardDeviation(values, 0, n), moments.standardDeviation());
    if (n == 1) {
      assertThat(moments.standardDeviation()).isNaN();
    } else {
      double expected =
          deviations(values).divide(degreesTimesCount(n), PRECISE).sqrt(PRECISE).doubleValue();
      assertThat(moments.standardDeviation()).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }
  }

  @Property(tries = 1_000, seed = "4")
  void moments_ofAnyOrder_areTheSameBits(@ForAll double[] values, @ForAll Random random) {
    double[] shuffled = shuffled(values, random);

    assertSame(accumulate(shuffled, 0, shuffled.length), accumulate(values, 0, values.length));
  }

  @Property(tries = 1_000, seed = "5")
  void moments_ofAnySplit_areTheSameBits(@ForAll double[] values, @ForAll Random random) {
    double[] shuffled = shuffled(values, random);
    Moments merged = new Moments();
    int from = 0;
    while (from < shuffled.length) {
      int to = from + 1 + random.nextInt(shuffled.length - from);
      Moments part = accumulate(shuffled, from, to);
      if (random.nextBoolean()) {
        part.variance();
      }
      if (random.nextBoolean()) {
        part.add(merged);
        merged = part;
      } else {
        merged.add(part);
      }
      from = to;
    }

    assertSame(merged, accumulate(values, 0, values.length));
  }

  private static void assertSame(Moments actual, Moments expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    Bits.assertSame(actual.sum(), expected.sum());
    Bits.assertSame(actual.mean(), expected.mean());
    Bits.assertSame(actual.variance(), expected.variance());
    Bits.assertSame(actual.standardError(), expected.standardError());
  }

  private static Moments accumulate(double[] values, int from, int to) {
    Moments moments = new Moments();
    for (int i = from; i < to; i++) {
      moments.add(values[i]);
    }
    return moments;
  }

  private static double[] shuffled(double[] values, Random random) {
    var list = Arrays.asList(Arrays.stream(values).boxed().toArray(Double[]::new));
    Collections.shuffle(list, random);
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static BigDecimal sum(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The sum of squared deviations, times the count. */
  private static BigDecimal deviations(double[] values) {
    BigDecimal squares =
        Arrays.stream(values)
            .mapToObj(BigDecimal::new)
            .map(x -> x.multiply(x))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return squares.multiply(BigDecimal.valueOf(values.length)).subtract(sum(values).pow(2));
  }

  private static BigDecimal degreesTimesCount(int n) {
    return BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(n - 1));
  }
}
