package dev.beryl.trial;

/**
 * The moments of a range of an array, the same bits that {@link Moments} has for its values,
 * without an accumulator unless exact arithmetic is needed.
 */
final class ArrayMoments {

  private ArrayMoments() {}

  /** The sum, of at least one value. */
  static double sum(double[] values, int from, int to) {
    double fast = FastMoments.sumDividedBy(1, values, from, to);
    return Double.isNaN(fast) ? accumulate(values, from, to).sum() : fast;
  }

  /** The mean, of at least one value. */
  static double mean(double[] values, int from, int to) {
    double fast = FastMoments.sumDividedBy(to - from, values, from, to);
    return Double.isNaN(fast) ? accumulate(values, from, to).mean() : fast;
  }

  /** The unbiased variance; NaN for one value. */
  static double variance(double[] values, int from, int to) {
    if (to - from < 2) {
      return Double.NaN;
    }
    double fast = FastMoments.variance(values, from, to);
    return Double.isNaN(fast) ? accumulate(values, from, to).variance() : fast;
  }

  /** The square root of the unbiased variance; NaN for fewer than two values. */
  static double standardDeviation(double[] values, int from, int to) {
    if (to - from < 2) {
      return Double.NaN;
    }
    double fast = FastMoments.variance(values, from, to);
    return Double.isNaN(fast) ? accumulate(values, from, to).standardDeviation() : Math.sqrt(fast);
  }

  /** The standard error of the mean of independent values; NaN for one value. */
  static double standardError(double[] values, int from, int to) {
    if (to - from < 2) {
      return Double.NaN;
    }
    double fast = FastMoments.variance(values, from, to);
    return Double.isNaN(fast)
        ? accumulate(values, from, to).standardError()
        : Math.sqrt(fast / (to - from));
  }

  private static Moments accumulate(double[] values, int from, int to) {
    Moments moments = new Moments();
    moments.add(values, from, to);
    return moments;
  }
}
