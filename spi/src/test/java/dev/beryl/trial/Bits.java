package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Assertions about doubles to the last bit. */
final class Bits {

  private static final BigDecimal OVERFLOW = new BigDecimal(BigInteger.TWO.pow(1024));

  private Bits() {}

  static void assertSame(double actual, double expected) {
    assertThat(Double.doubleToRawLongBits(actual))
        .as("%s, expected %s", actual, expected)
        .isEqualTo(Double.doubleToRawLongBits(expected));
  }

  /**
   * Asserts that a value is the quotient rounded to nearest, ties to even, and zero is positive.
   */
  static void assertNearest(double actual, BigDecimal dividend, BigDecimal divisor) {
    BigDecimal error = dividend.subtract(exact(actual).multiply(divisor)).abs();
    for (double other : new double[] {Math.nextUp(actual), Math.nextDown(actual)}) {
      int comparison = error.compareTo(dividend.subtract(exact(other).multiply(divisor)).abs());
      boolean even = (Double.doubleToRawLongBits(actual) & 1) == 0;
      assertThat(comparison < 0 || comparison == 0 && (even || actual == other))
          .as("%s is nearer than %s", actual, other)
          .isTrue();
    }
    assertThat(Double.doubleToRawLongBits(actual)).isNotEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  /** Infinities are where the next double would be. */
  private static BigDecimal exact(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? OVERFLOW : OVERFLOW.negate();
    }
    return new BigDecimal(value);
  }
}
