package dev.beryl.trial;

/**
 * Sums, means and variances of arrays in compensated arithmetic with rigorous error bounds. A
 * result is the exact value rounded once, or NaN if the bounds do not tell which way to round;
 * exact arithmetic then has to.
 *
 * @see <a href="https://doi.org/10.1137/030601818">Ogita, Rump and Oishi, Accurate sum and dot
 *     product, SIAM J. Sci. Comput. 26(6), 2005</a>, algorithm 4.4 (Sum2) and its error bound
 */
final class FastMoments {

  // The unit roundoff, with more than what second-order terms of the bounds can add to it.
  private static final double ROUNDOFF = 0x1.1p-53;
  private static final double MAYBE_UNDERFLOWN = 0x1p-900;

  private FastMoments() {}

  /** The sum divided by {@code divisor}, a positive integer of at most 31 bits. */
  static double sumDividedBy(int divisor, double[] values, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double rest0 = 0;
    double rest1 = 0;
    double size0 = 0;
    double size1 = 0;
    int i = from;
    for (; i < to - 1; i += 2) {
      double x0 = values[i];
      double next0 = sum0 + x0;
      double error0 = errorOfSum(sum0, x0, next0);
      sum0 = next0;
      rest0 += error0;
      size0 += Math.abs(error0);
      double x1 = values[i + 1];
      double next1 = sum1 + x1;
      double error1 = errorOfSum(sum1, x1, next1);
      sum1 = next1;
      rest1 += error1;
      size1 += Math.abs(error1);
    }
    if (i < to) {
      double next = sum0 + values[i];
      double error = errorOfSum(sum0, values[i], next);
      sum0 = next;
      rest0 += error;
      size0 += Math.abs(error);
    }
    double sum = sum0 + sum1;
    double error = errorOfSum(sum0, sum1, sum);
    double rest = rest0 + rest1 + error;
    double size = size0 + size1 + Math.abs(error);

    double high = sum + rest;
    double low = errorOfSum(sum, rest, high);
    double bound = ((to - from) * 0.5 + 8) * ROUNDOFF * size;
    double quotient = CertainQuotient.of(high, low, bound, divisor);
    return Double.isNaN(quotient) && addsWithoutError(size, values, from, to)
        ? CertainQuotient.of(high, low, 0, divisor)
        : quotient;
  }

  /**
   * Whether rounding errors of {@code size} in all were themselves added without error: they are
   * multiples of the last bit of the least value, and too small for their sum to need more than 53
   * of those.
   */
  private static boolean addsWithoutError(double size, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values[i] != 0 && !(1.01 * size <= Math.abs(values[i]))) {
        return false;
      }
    }
    return true;
  }

  /** The unbiased variance of at least two values. */
  static double variance(double[] values, int from, int to) {
    double first = values[from];
    if (allAre(first, values, from, to)) {
      return Double.isFinite(first) ? 0 : Double.NaN;
    }
    double variance = varianceAbout(plainMean(values, from, to), values, from, to);
    return Double.isNaN(variance)
        ? varianceAbout(sumDividedBy(to - from, values, from, to), values, from, to)
        : variance;
  }

  private static boolean allAre(double value, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values[i] != value) {
        return false;
      }
    }
    return true;
  }

  private static double plainMean(double[] values, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    int i = from;
    for (; i < to - 1; i += 2) {
      sum0 += values[i];
      sum1 += values[i + 1];
    }
    return (sum0 + sum1 + (i < to ? values[i] : 0)) / (to - from);
  }

  /**
   * The variance by way of the sum of squares about a center near the mean, less what the center's
   * distance from the mean adds to it.
   */
  private static double varianceAbout(double center, double[] values, int from, int to) {
    int count = to - from;
    double sum0 = 0;
    double sum1 = 0;
    double rest0 = 0;
    double rest1 = 0;
    double shift0 = 0;
    double shift1 = 0;
    int i = from;
    for (; i < to - 1; i += 2) {
      double x0 = values[i];
      double d0 = x0 - center;
      double e0 = errorOfDifference(x0, center, d0);
      double square0 = d0 * d0;
      double tail0 = Math.fma(2 * d0, e0, Math.fma(d0, d0, -square0));
      double next0 = sum0 + square0;
      rest0 += errorOfSum(sum0, square0, next0) + tail0;
      sum0 = next0;
      shift0 += d0;
      double x1 = values[i + 1];
      double d1 = x1 - center;
      double e1 = errorOfDifference(x1, center, d1);
      double square1 = d1 * d1;
      double tail1 = Math.fma(2 * d1, e1, Math.fma(d1, d1, -square1));
      double next1 = sum1 + square1;
      rest1 += errorOfSum(sum1, square1, next1) + tail1;
      sum1 = next1;
      shift1 += d1;
    }
    if (i < to) {
      double d = values[i] - center;
      double e = errorOfDifference(values[i], center, d);
      double square = d * d;
      double next = sum0 + square;
      rest0 += errorOfSum(sum0, square, next) + Math.fma(2 * d, e, Math.fma(d, d, -square));
      sum0 = next;
      shift0 += d;
    }
    double sum = sum0 + sum1;
    if (!(sum >= MAYBE_UNDERFLOWN)) {
      return Double.NaN;
    }
    double rest = rest0 + rest1 + errorOfSum(sum0, sum1, sum);
    double additions = count * 0.5 + 16;
    double bound = additions * additions * ROUNDOFF * ROUNDOFF * sum;

    double shift = shift0 + shift1;
    double shiftBound = additions * ROUNDOFF * Math.sqrt(count * sum);
    double excess = shift * shift / count;
    bound += (2 * Math.abs(shift) + shiftBound) * shiftBound / count * 1.01 + 8 * ROUNDOFF * excess;

    double total = sum + rest;
    double left = total - excess;
    double tail = errorOfSum(sum, rest, total) + errorOfDifference(total, excess, left);
    bound += ROUNDOFF * Math.abs(tail);
    double high = left + tail;
    return CertainQuotient.of(high, errorOfSum(left, tail, high), bound, count - 1);
  }

  /** What {@code sum} = a + b was rounded by (Knuth's TwoSum). */
  static double errorOfSum(double a, double b, double sum) {
    double rounded = sum - a;
    return (a - (sum - rounded)) + (b - rounded);
  }

  private static double errorOfDifference(double a, double b, double difference) {
    return errorOfSum(a, -b, difference);
  }
}
