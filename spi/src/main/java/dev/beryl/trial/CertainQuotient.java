package dev.beryl.trial;

/** Quotients that are known well enough to be rounded once, as if they were known exactly. */
final class CertainQuotient {

  // Within these, no step below underflows or overflows.
  private static final double LEAST = 0x1p-900;
  private static final double LARGEST = 0x1p1000;
  private static final double SLACK = 1 + 0x1p-48;

  private CertainQuotient() {}

  /**
   * Rounds (high + low + e) / divisor to nearest, ties to even, where of e no more is known than
   * |e| ≤ bound.
   *
   * @param high a value
   * @param low of a size of at most about the last bit of {@code high}
   * @param bound not negative; with 0, ties are recognized
   * @param divisor a positive integer of at most 31 bits
   * @return the quotient, positive zero if it is zero; NaN if it depends on e, or is outside
   *     [2<sup>-900</sup>, 2<sup>1000</sup>] in size, or an argument is NaN or infinite
   */
  static double of(double high, double low, double bound, double divisor) {
    double guess = high / divisor;
    double quotient = guess + (Math.fma(-guess, divisor, high) + low) / divisor;
    double size = Math.abs(quotient);
    if (!(size >= LEAST && size <= LARGEST)) {
      return high == 0 && low == 0 && bound == 0 ? 0 : Double.NaN;
    }
    double remainder = Math.fma(-quotient, divisor, high);
    double offset = remainder + low;
    double up = 0.5 * divisor * (Math.nextUp(quotient) - quotient);
    double down = 0.5 * divisor * (quotient - Math.nextDown(quotient));
    double error = (bound + Math.abs(offset) * 0x1p-52) * SLACK;
    if (offset + error < up && error - offset < down) {
      return quotient;
    }
    boolean exact = bound == 0 && FastMoments.errorOfSum(remainder, low, offset) == 0;
    if (exact && (offset == up || offset == -down)) {
      return isEven(quotient)
          ? quotient
          : offset > 0 ? Math.nextUp(quotient) : Math.nextDown(quotient);
    }
    return Double.NaN;
  }

  private static boolean isEven(double value) {
    return (Double.doubleToRawLongBits(value) & 1) == 0;
  }
}
