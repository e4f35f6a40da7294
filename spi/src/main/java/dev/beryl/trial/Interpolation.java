package dev.beryl.trial;

/** Ranks of shares, and values between order statistics. */
final class Interpolation {

  private Interpolation() {}

  /**
   * A share of a count. It is a whole number if it is one up to the rounding of the share, as that
   * of 0.29 and 100 is, whose product in floating point is below 29.
   */
  static double share(double share, int count) {
    double product = share * count;
    double whole = Math.rint(product);
    return Math.abs(product - whole) <= count * 0x1p-52 ? whole : product;
  }

  /** The value at an index in [0, length - 1], which need not be whole. */
  static double at(double index, double[] sorted) {
    int below = (int) index;
    return below == index
        ? sorted[below]
        : between(sorted[below], sorted[below + 1], index - below);
  }

  /**
   * The value that is {@code share}, in [0, 1), of the way from a to b. It is never beyond b: what
   * the distance may have been rounded up by is at most what any share below 1 takes off it.
   */
  static double between(double a, double b, double share) {
    if (a == b || share == 0) {
      return a;
    }
    double distance = b - a;
    return Double.isInfinite(distance)
        ? Math.fma(share, b, (1 - share) * a)
        : Math.fma(share, distance, a);
  }

  /** The mean of two values, rounded once. */
  static double midpoint(double a, double b) {
    double sum = a + b;
    return Double.isInfinite(sum) ? 0.5 * a + 0.5 * b : 0.5 * sum;
  }
}
