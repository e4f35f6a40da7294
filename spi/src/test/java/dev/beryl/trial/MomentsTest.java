package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Moments moments = new Moments();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/vectors/known-answers/moments.csv")
  void moments_ofKnownCases_areExactAndRoundedOnce(
      String name, String values, double sum, double mean, double variance, double error) {
    moments.add(Samples.of(doubles(values)));

    Bits.assertSame(moments.sum(), sum);
    Bits.assertSame(moments.mean(), mean);
    Bits.assertSame(moments.variance(), variance);
    assertThat(moments.standardError()).isCloseTo(error, within(2 * Math.ulp(error)));
  }

  @Test
  void moments_ofNoValues_areZeroSumAndNothingElse() {
    assertThat(moments.count()).isZero();
    Bits.assertSame(moments.sum(), 0.0);
    assertThat(moments.mean()).isNaN();
    assertThat(moments.variance()).isNaN();
    assertThat(moments.standardError()).isNaN();
  }

  @Test
  void moments_ofOneValue_areThatValueWithoutVariance() {
    moments.add(-3.5);

    assertThat(moments.count()).isEqualTo(1);
    assertThat(moments.sum()).isEqualTo(-3.5);
    assertThat(moments.mean()).isEqualTo(-3.5);
    assertThat(moments.variance()).isNaN();
    assertThat(moments.standardError()).isNaN();
  }

  @Test
  void moments_ofNegativeZeros_arePositiveZeros() {
    moments.add(Samples.of(-0.0, -0.0));

    Bits.assertSame(moments.sum(), 0.0);
    Bits.assertSame(moments.mean(), 0.0);
    Bits.assertSame(moments.variance(), 0.0);
    Bits.assertSame(moments.standardError(), 0.0);
  }

  @Test
  void mean_thatUnderflowsFromBelow_isPositiveZero() {
    moments.add(Samples.of(-Double.MIN_VALUE, 0, 0));

    Bits.assertSame(moments.mean(), 0.0);
  }

  @ParameterizedTest
  @CsvSource({
    "Infinity, 1, Infinity",
    "-Infinity, 1, -Infinity",
    "Infinity, Infinity, Infinity",
    "Infinity, -Infinity, NaN",
    "NaN, 1, NaN",
    "NaN, Infinity, NaN"
  })
  void moments_ofValuesThatAreNotFinite_areAsOfTheirSum(double a, double b, double expected) {
    for (double[] order : new double[][] {{a, b, 2}, {2, b, a}}) {
      var forward = new Moments();
      forward.add(Samples.of(order));

      assertThat(forward.count()).isEqualTo(3);
      Bits.assertSame(forward.sum(), expected);
      Bits.assertSame(forward.mean(), expected);
      assertThat(forward.variance()).isNaN();
      assertThat(forward.standardError()).isNaN();
    }
  }

  @Test
  void merge_ofValuesThatAreNotFinite_isAsOfTheirSum() {
    moments.add(INFINITY);
    var other = new Moments();
    other.add(-INFINITY);
    moments.add(other);

    assertThat(moments.count()).isEqualTo(2);
    Bits.assertSame(moments.sum(), NAN);
  }

  @Test
  void sum_beyondTheLargestDouble_isInfiniteButItsMeanIsNot() {
    moments.add(Samples.of(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE));

    assertThat(moments.sum()).isEqualTo(INFINITY);
    assertThat(moments.mean()).isEqualTo(Double.MAX_VALUE);
    assertThat(moments.variance()).isZero();
  }

  @Test
  void standardError_whoseSquareIsBeyondDoubles_isKnown() {
    moments.add(Samples.of(-1e300, 1e300));
    var tiny = new Moments();
    tiny.add(Samples.of(-0x1p-1000, 0x1p-1000));

    assertThat(moments.variance()).isEqualTo(INFINITY);
    assertThat(moments.standardError()).isCloseTo(1e300, within(1e285));
    assertThat(tiny.variance()).isZero();
    assertThat(tiny.standardError()).isEqualTo(0x1p-1000);
  }

  @Test
  void variance_barelyAboveATie_isRoundedUp() {
    // The square of 94906267 is odd and needs 54 bits, and its neighbor below is even.
    double tie = 94906267;
    moments.add(Samples.of(tie, -tie, 0x1p-30, -0x1p-30, 0));
    double even = (tie * 94906266 + 94906266) / 2;

    Bits.assertSame(moments.variance(), Math.nextUp(even));
  }

  @Test
  void add_ofItself_doublesEveryValue() {
    double[] values = new SplittableRandom(4).doubles(150).toArray();
    for (int count : new int[] {3, 40, 64, 65, 150}) {
      var doubled = new Moments();
      doubled.add(values, 0, count);
      doubled.add(doubled);
      var twice = new Moments();
      twice.add(values, 0, count);
      twice.add(values, 0, count);

      assertThat(doubled.count()).isEqualTo(2L * count);
      Bits.assertSame(doubled.sum(), twice.sum());
      Bits.assertSame(doubled.variance(), twice.variance());
    }
  }

  @Test
  void add_ofAnother_leavesThatAsItWas() {
    double[] values = new SplittableRandom(5).doubles(100).toArray();
    var other = new Moments();
    other.add(Samples.of(values));
    double mean = other.mean();
    moments.add(other);
    moments.add(7);

    assertThat(other.count()).isEqualTo(100);
    Bits.assertSame(other.mean(), mean);
  }

  @Test
  void moments_ofAMillionValues_areThoseOfTheArray() {
    double[] values = new SplittableRandom(6).doubles(1_000_000).map(x -> x * x).toArray();
    moments.add(Samples.wrap(values, 0, values.length));

    Bits.assertSame(moments.sum(), ArrayMoments.sum(values, 0, values.length));
    Bits.assertSame(moments.mean(), ArrayMoments.mean(values, 0, values.length));
    Bits.assertSame(moments.variance(), ArrayMoments.variance(values, 0, values.length));
    Bits.assertSame(moments.standardError(), ArrayMoments.standardError(values, 0, values.length));
  }

  private static double[] doubles(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
