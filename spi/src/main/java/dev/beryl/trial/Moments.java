package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Accumulates the sum, mean and variance of doubles exactly: the results are those of real
 * arithmetic, rounded once. They depend, to the last bit, only on the multiset of the values, not
 * on the order in which values are added or on how they are split among accumulators and merged.
 *
 * <p>No intermediate result overflows or cancels. If any value is NaN, or both infinities occur,
 * the sum and the mean are NaN; if one infinity occurs, they are that infinity; with either, the
 * variance is NaN. Results that are zero are positive zero.
 *
 * <p>An accumulator takes about 600 bytes for up to 64 values, and less than 2 KB more for any
 * larger number. Not thread-safe, not even for reading.
 */
public final class Moments {

  private static final int BUFFERED = 64;

  private final double[] buffer = new double[BUFFERED];
  private int buffered;
  private @Nullable Exact exact;
  private long count;
  // Zero, or the sum of those values that are not finite.
  private double nonFinite;

  /** What no longer fits into the buffer. */
  private record Exact(ExactSum values, ExactSum squares) {}

  /** Creates an accumulator of no values. */
  public Moments() {}

  /**
   * Adds a value.
   *
   * @param value any value
   */
  public void add(double value) {
    count++;
    if (Double.isFinite(value)) {
      if (buffered == BUFFERED) {
        spill();
      }
      buffer[buffered++] = value;
    } else {
      nonFinite += value;
    }
  }

  /**
   * Adds all values of samples.
   *
   * @param samples any samples
   */
  public void add(Samples samples) {
    Nulls.refuse("moments: samples", samples);
    add(samples.values(), samples.from(), samples.to());
  }

  void add(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      add(values[i]);
    }
  }

  /**
   * Adds all values of another accumulator.
   *
   * @param other the other accumulator, which keeps its values; it may be this one
   */
  public void add(Moments other) {
    Nulls.refuse("moments: other", other);
    Exact others = other.exact;
    if (others != null) {
      Exact mine = spill();
      mine.values.add(others.values);
      mine.squares.add(others.squares);
    }
    long total = count + other.count;
    int pending = other.buffered;
    for (int i = 0; i < pending; i++) {
      add(other.buffer[i]);
    }
    count = total;
    nonFinite += other.nonFinite;
  }

  /** {@return the number of values that were added} */
  public long count() {
    return count;
  }

  /** {@return the sum, rounded to nearest; 0 if there are no values} */
  public double sum() {
    return count == 0 ? 0 : sumDividedBy(1);
  }

  /** {@return the mean, rounded to nearest; NaN if there are no values} */
  public double mean() {
    return count == 0 ? Double.NaN : sumDividedBy(count);
  }

  private double sumDividedBy(long divisor) {
    if (nonFinite != 0) {
      return Double.isNaN(nonFinite) ? Double.NaN : nonFinite;
    }
    double fast =
        exact == null ? FastMoments.sumDividedBy((int) divisor, buffer, 0, buffered) : Double.NaN;
    return Double.isNaN(fast)
        ? spill().values.value().dividedBy(BigInteger.valueOf(divisor))
        : fast;
  }

  /**
   * {@return the unbiased variance, rounded to nearest: the sum of squared deviations from the mean
   * over the number of values less one; NaN if there are fewer than two values}
   */
  public double variance() {
    if (count < 2 || nonFinite != 0) {
      return Double.NaN;
    }
    double fast = fastVariance();
    return Double.isNaN(fast) ? exactDeviations().dividedBy(degreesTimesCount()) : fast;
  }

  /**
   * {@return the standard error of the mean of independent values, the square root of the variance
   * over their number; NaN if there are fewer than two values}
   */
  public double standardError() {
    if (count < 2 || nonFinite != 0) {
      return Double.NaN;
    }
    double fast = fastVariance();
    return Double.isNaN(fast) ? exactRootOfVarianceOver(count) : Math.sqrt(fast / count);
  }

  /** The square root of the variance; NaN if that is. */
  double standardDeviation() {
    if (count < 2 || nonFinite != 0) {
      return Double.NaN;
    }
    double fast = fastVariance();
    return Double.isNaN(fast) ? exactRootOfVarianceOver(1) : Math.sqrt(fast);
  }

  /** By a variance that is scaled to be near 1, which changes no bits and never overflows. */
  private double exactRootOfVarianceOver(long divided) {
    Dyadic deviations = exactDeviations();
    BigInteger divisor = degreesTimesCount();
    int halfPower = (deviations.magnitudeBits() - divisor.bitLength()) / 2;
    double scaled = deviations.scaled(-2 * halfPower).dividedBy(divisor);
    return Math.scalb(Math.sqrt(scaled / divided), halfPower);
  }

  private double fastVariance() {
    return exact == null ? FastMoments.variance(buffer, 0, buffered) : Double.NaN;
  }

  /** The sum of squared deviations from the mean, times the count. */
  private Dyadic exactDeviations() {
    Exact sums = spill();
    Dyadic squaredSum = sums.values.value().squared();
    return sums.squares.value().times(BigInteger.valueOf(count)).minus(squaredSum);
  }

  private BigInteger degreesTimesCount() {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(count - 1));
  }

  /** Empties the buffer into the exact sums. */
  private Exact spill() {
    Exact sums = exact;
    if (sums == null) {
      sums = new Exact(ExactSum.ofValues(), ExactSum.ofSquares());
      exact = sums;
    }
    for (int i = 0; i < buffered; i++) {
      sums.values.add(buffer[i]);
      sums.squares.addSquare(buffer[i]);
    }
    buffered = 0;
    return sums;
  }
}
