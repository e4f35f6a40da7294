package dev.beryl.race;

import dev.beryl.study.Interval;
import dev.beryl.trial.Moments;
import java.util.Arrays;

/**
 * Intervals that hold at all numbers of values at once: whoever looks after each value and stops
 * when they like is right with the promised probability. Of one sample they are intervals of its
 * mean or median, of differences those of the mean or median difference.
 */
public final class ConfidenceSequence {
  /**
   * The mixture's precision, c², for intervals of means. They are bounded from four values on at 95
   * %, and hardly wider after thirty than with a precision of 1.
   */
  public static final double PRECISION = 0.25;

  private static final int STEPS = 60;

  private ConfidenceSequence() {}

  /**
   * The interval of the mean of normal values, by the paired t e-process inverted.
   *
   * @param values any number, finite
   * @param precision of the process, c²
   * @param error the probability that the mean is ever outside, in (0, 1)
   * @return the interval; unbounded where the values are too few
   */
  public static Interval ofMean(double[] values, double precision, double error) {
    var moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    double half = halfWidth(values.length, moments.variance(), precision, error);
    return half < Double.POSITIVE_INFINITY
        ? new Interval(moments.mean() - half, moments.mean() + half, 1 - error)
        : unbounded(error);
  }

  /** Half the width of the interval of a mean; infinite where the values are too few. */
  static double halfWidth(int n, double variance, double precision, double error) {
    if (n < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double widened = n + precision;
    double g = 1 - StrictMath.pow(error * error * precision / widened, 1.0 / n);
    double rest = n - g * widened;
    if (!(rest > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.sqrt(g * widened / n * (n - 1) / rest) * Math.sqrt(variance);
  }

  /**
   * The interval of the median of any values, by the sign e-process inverted.
   *
   * @param values any number, finite
   * @param error the probability that the median is ever outside, in (0, 1)
   * @return the interval, between two of the values; unbounded where these are too few
   */
  public static Interval ofMedian(double[] values, double error) {
    int n = values.length;
    int least = SignEvidence.least(n, error / 2);
    if (least > n) {
      return unbounded(error);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(sorted[n - least], sorted[least - 1], 1 - error);
  }

  /**
   * The interval of the mean of values in a range, by bets on each candidate for the mean.
   *
   * @param values any number, in the range
   * @param range in which they are
   * @param error the probability that the mean is ever outside, in (0, 1)
   * @return the interval, inside the range
   */
  public static Interval ofBoundedMean(double[] values, ValueRange range, double error) {
    double[] units = new double[values.length];
    double[] bets = new double[values.length];
    var sizes = new Bets(error);
    for (int i = 0; i < units.length; i++) {
      units[i] = (range.required(values[i]) - range.low()) / range.width();
      bets[i] = sizes.next();
      sizes.add(units[i] - 0.5);
    }
    double low = leastMean(units, bets, error / 2);
    for (int i = 0; i < units.length; i++) {
      units[i] = 1 - units[i];
    }
    double high = 1 - leastMean(units, bets, error / 2);
    return new Interval(
        range.low() + low * range.width(), range.low() + high * range.width(), 1 - error);
  }

  /**
   * The largest mean that the bets on larger values rule out, 0 if they rule out none. Their
   * capital decreases in the mean.
   */
  private static double leastMean(double[] units, double[] bets, double error) {
    double logThreshold = -StrictMath.log(error);
    double low = 0;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double mean = (low + high) / 2;
      double log = 0;
      for (int i = 0; i < units.length; i++) {
        log += StrictMath.log1p(Math.min(bets[i], 0.5 / mean) * (units[i] - mean));
      }
      if (log >= logThreshold) {
        low = mean;
      } else {
        high = mean;
      }
    }
    return low;
  }

  static Interval unbounded(double error) {
    return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1 - error);
  }
}
