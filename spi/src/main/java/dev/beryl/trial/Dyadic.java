package dev.beryl.trial;

import java.math.BigInteger;

/**
 * The exact number significand · 2<sup>exponent</sup>.
 *
 * @param significand any integer
 * @param exponent power of two that it is scaled by
 */
record Dyadic(BigInteger significand, int exponent) {

  private static final int QUOTIENT_BITS = 66;
  private static final int LEAST_EXPONENT = -1074;

  Dyadic times(BigInteger factor) {
    return new Dyadic(significand.multiply(factor), exponent);
  }

  Dyadic squared() {
    return new Dyadic(significand.multiply(significand), 2 * exponent);
  }

  Dyadic minus(Dyadic other) {
    int common = Math.min(exponent, other.exponent);
    return new Dyadic(
        significand
            .shiftLeft(exponent - common)
            .subtract(other.significand.shiftLeft(other.exponent - common)),
        common);
  }

  Dyadic scaled(int power) {
    return new Dyadic(significand, exponent + power);
  }

  /** The exponent of the least power of two above its size; for zero, of no meaning. */
  int magnitudeBits() {
    return significand.abs().bitLength() + exponent;
  }

  /**
   * The quotient by a positive divisor, rounded once, to nearest and ties to even. Zero is
   * positive.
   */
  double dividedBy(BigInteger divisor) {
    if (significand.signum() == 0) {
      return 0;
    }
    int shift = QUOTIENT_BITS - significand.bitLength() + divisor.bitLength();
    BigInteger[] division =
        significand
            .abs()
            .shiftLeft(Math.max(shift, 0))
            .divideAndRemainder(divisor.shiftLeft(Math.max(-shift, 0)));
    // What the remainder stands for is far below the last bit of the result: one more bit tells it.
    BigInteger quotient = division[0].shiftLeft(1).setBit(0);
    if (division[1].signum() == 0) {
      quotient = quotient.clearBit(0);
    }
    double magnitude = round(quotient, exponent - shift - 1);
    return significand.signum() < 0 ? 0 - magnitude : magnitude;
  }

  private static double round(BigInteger magnitude, int exponent) {
    int dropped = Math.max(magnitude.bitLength() - 53, LEAST_EXPONENT - exponent);
    long kept = magnitude.shiftRight(dropped).longValueExact();
    BigInteger half = BigInteger.ONE.shiftLeft(dropped - 1);
    int comparison =
        magnitude.subtract(BigInteger.valueOf(kept).shiftLeft(dropped)).compareTo(half);
    if (comparison > 0 || (comparison == 0 && (kept & 1) == 1)) {
      kept++;
    }
    return Math.scalb((double) kept, exponent + dropped);
  }
}
