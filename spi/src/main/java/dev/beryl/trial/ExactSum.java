package dev.beryl.trial;

import java.math.BigInteger;

/**
 * The exact sum of any doubles, or of the squares of any doubles: a fixed-point number that is wide
 * enough for all of them, in digits of 32 bits with room for carries. Its value depends on the
 * summands alone, not on their order or on how they are split and merged.
 *
 * @see <a href="https://arxiv.org/abs/1505.05571">Neal, Fast exact summation using small and large
 *     superaccumulators, 2015</a>, section 3 (the small one)
 */
final class ExactSum {

  private static final int DIGIT_BITS = 32;
  private static final long DIGIT_MASK = 0xFFFF_FFFFL;
  private static final int LEAST_EXPONENT = -1074;
  private static final long SIGNIFICAND_MASK = (1L << 52) - 1;
  // Each addition changes a digit by less than 2^32, and a digit has 63 bits.
  private static final int ADDITIONS_BEFORE_CARRYING = 1 << 30;

  private final long[] digits;
  private final int exponent;
  private int additions;

  private ExactSum(int exponent, int bits) {
    this.exponent = exponent;
    this.digits = new long[(bits + DIGIT_BITS - 1) / DIGIT_BITS];
  }

  /** A sum of doubles that is zero so far. It has room for 2<sup>63</sup> summands. */
  static ExactSum ofValues() {
    return new ExactSum(LEAST_EXPONENT, 1074 + 1024 + 64);
  }

  /** A sum of squares of doubles that is zero so far. It has room for 2<sup>63</sup> summands. */
  static ExactSum ofSquares() {
    return new ExactSum(2 * LEAST_EXPONENT, 2 * (1074 + 1024) + 64);
  }

  /** Adds a finite value to a sum that was made by {@link #ofValues()}. */
  void add(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long significand = significand(bits);
    int position = position(bits);
    int digit = position / DIGIT_BITS;
    int offset = position % DIGIT_BITS;
    long sign = bits >> 63;
    long upper = significand >>> (DIGIT_BITS - offset);
    digits[digit] += (((significand << offset) & DIGIT_MASK) ^ sign) - sign;
    digits[digit + 1] += ((upper & DIGIT_MASK) ^ sign) - sign;
    digits[digit + 2] += (upper >>> DIGIT_BITS ^ sign) - sign;
    carryWhenDue();
  }

  /** Adds the square of a finite value to a sum that was made by {@link #ofSquares()}. */
  void addSquare(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long significand = significand(bits);
    int position = 2 * position(bits);
    int digit = position / DIGIT_BITS;
    int offset = position % DIGIT_BITS;
    long low = significand * significand;
    long high = Math.multiplyHigh(significand, significand);
    long middle = high << offset | low >>> 1 >>> (63 - offset);
    digits[digit] += low << offset & DIGIT_MASK;
    digits[digit + 1] += low << offset >>> DIGIT_BITS;
    digits[digit + 2] += middle & DIGIT_MASK;
    digits[digit + 3] += middle >>> DIGIT_BITS;
    digits[digit + 4] += high >>> 1 >>> (63 - offset);
    carryWhenDue();
  }

  /** Adds a sum of the same kind. */
  void add(ExactSum other) {
    other.carry();
    carry();
    for (int i = 0; i < digits.length; i++) {
      digits[i] += other.digits[i];
    }
    additions++;
  }

  /** The exact sum. */
  Dyadic value() {
    carry();
    int low = 0;
    while (low < digits.length - 1 && digits[low] == 0) {
      low++;
    }
    int high = digits.length - 1;
    long top = digits[high];
    while (high > low && (top == 0 || top == -1)) {
      top = (top << DIGIT_BITS) + digits[--high];
    }
    BigInteger value = BigInteger.valueOf(top);
    while (high > low) {
      value = value.shiftLeft(DIGIT_BITS).add(BigInteger.valueOf(digits[--high]));
    }
    return new Dyadic(value, exponent + DIGIT_BITS * low);
  }

  private void carryWhenDue() {
    if (++additions == ADDITIONS_BEFORE_CARRYING) {
      carry();
    }
  }

  /** Brings every digit but the uppermost, which has the sign, into [0, 2<sup>32</sup>). */
  private void carry() {
    long carry = 0;
    for (int i = 0; i < digits.length - 1; i++) {
      long digit = digits[i] + carry;
      carry = digit >> DIGIT_BITS;
      digits[i] = digit & DIGIT_MASK;
    }
    digits[digits.length - 1] += carry;
    additions = 0;
  }

  private static long significand(long bits) {
    long fraction = bits & SIGNIFICAND_MASK;
    return isSubnormal(bits) ? fraction : fraction | 1L << 52;
  }

  /** How far the significand's last bit is above 2<sup>-1074</sup>. */
  private static int position(long bits) {
    return isSubnormal(bits) ? 0 : (int) (bits >>> 52 & 0x7FF) - 1;
  }

  private static boolean isSubnormal(long bits) {
    return (bits >>> 52 & 0x7FF) == 0;
  }
}
