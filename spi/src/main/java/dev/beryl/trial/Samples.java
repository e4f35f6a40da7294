package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of one metric in one trial, in replicate order. A replicate may have recorded the
 * metric any number of times; within a replicate, values are in the order in which they were
 * recorded.
 *
 * <p>Immutable and safe for use by any thread. Two samples are equal if they have the same values,
 * compared as by {@link Double#equals}, in the same replicates.
 */
public final class Samples {

  private final double[] values;
  private final int from;
  private final int to;
  // Where each replicate's values end, relative to from; null if each has exactly one.
  private final int @Nullable [] ends;

  private Samples(double[] values, int from, int to, int @Nullable [] ends) {
    Objects.checkFromToIndex(from, to, values.length);
    this.values = values;
    this.from = from;
    this.to = to;
    this.ends = ends;
  }

  /**
   * Creates samples with one value in each replicate.
   *
   * @param values the value of each replicate; copied
   * @return the samples
   */
  public static Samples of(double... values) {
    Nulls.refuse("samples: values", values);
    return new Samples(values.clone(), 0, values.length, null);
  }

  /**
   * Creates samples with one value in each replicate, without copying.
   *
   * @param values an array that holds the values; ownership of the range passes to the samples, and
   *     the caller must not write to it again
   * @param from index of the first replicate's value
   * @param to index after the last replicate's value
   * @return the samples
   * @throws IndexOutOfBoundsException if {@code from} and {@code to} are not a range of {@code
   *     values}
   */
  public static Samples wrap(double[] values, int from, int to) {
    Nulls.refuse("samples: values", values);
    return new Samples(values, from, to, null);
  }

  /**
   * Creates samples with any number of values in each replicate, without copying.
   *
   * @param values an array that holds the values of all replicates, one replicate after the other;
   *     ownership of the range passes to the samples, and the caller must not write to it again
   * @param from index of the first value
   * @param to index after the last value
   * @param ends for each replicate the index after its last value, relative to {@code from};
   *     ownership passes to the samples, too
   * @return the samples
   * @throws IndexOutOfBoundsException if {@code from} and {@code to} are not a range of {@code
   *     values}
   * @throws IllegalArgumentException if an element of {@code ends} is less than the one before it,
   *     or the last one is not {@code to - from}
   */
  public static Samples wrap(double[] values, int from, int to, int[] ends) {
    Nulls.refuse("samples: values", values);
    Nulls.refuse("samples: ends", ends);
    int start = 0;
    boolean single = true;
    for (int replicate = 0; replicate < ends.length; replicate++) {
      int end = ends[replicate];
      if (end < start) {
        throw new IllegalArgumentException(
            "ends[%s]: expected >= %s, where the replicate starts, got %s"
                .formatted(replicate, start, end));
      }
      single &= end - start == 1;
      start = end;
    }
    if (start != to - from) {
      throw new IllegalArgumentException(
          "ends: expected the last one to be the number of values, %s, got %s"
              .formatted(to - from, start));
    }
    return new Samples(values, from, to, single ? null : ends);
  }

  /** {@return the number of values of all replicates together} */
  public int size() {
    return to - from;
  }

  /**
   * Returns a value by its index among the values of all replicates.
   *
   * @param index index among the values of all replicates, in replicate order
   * @return the value
   * @throws IndexOutOfBoundsException if {@code index} is not in [0, {@link #size()})
   */
  public double get(int index) {
    return values[from + Objects.checkIndex(index, size())];
  }

  /** {@return the number of replicates} */
  public int replicates() {
    return ends == null ? size() : ends.length;
  }

  /**
   * Returns the number of values of a replicate.
   *
   * @param replicate replicate number, from 0
   * @return its number of values
   * @throws IndexOutOfBoundsException if {@code replicate} is not in [0, {@link #replicates()})
   */
  public int size(int replicate) {
    Objects.checkIndex(replicate, replicates());
    return end(replicate) - start(replicate);
  }

  /**
   * Returns a value of a replicate.
   *
   * @param replicate replicate number, from 0
   * @param index index among the values of that replicate, in the order of recording
   * @return the value
   * @throws IndexOutOfBoundsException if {@code replicate} is not in [0, {@link #replicates()}) or
   *     {@code index} not in [0, {@link #size(int) size(replicate)})
   */
  public double get(int replicate, int index) {
    Objects.checkIndex(index, size(replicate));
    return values[start(replicate) + index];
  }

  /**
   * Returns the last value of the last replicate that has one.
   *
   * @return the last value
   * @throws NoSuchElementException if there is no value at all
   */
  public double last() {
    if (size() == 0) {
      throw new NoSuchElementException("these samples have no values");
    }
    return values[to - 1];
  }

  /**
   * Returns the mean of all values, exact and rounded once, as {@link Aggregation#mean()} does.
   *
   * @return the mean; NaN if there is no value, or one is NaN
   */
  public double mean() {
    return size() == 0 ? Double.NaN : Aggregation.mean().aggregate(this);
  }

  /**
   * Returns the standard deviation of all values: the square root of the unbiased variance, whose
   * divisor is the number of values less one.
   *
   * @return the standard deviation, at least 0; NaN if there are fewer than two values, or one is
   *     NaN or infinite
   */
  public double sd() {
    return ArrayMoments.standardDeviation(values, from, to);
  }

  /**
   * Returns the standard error of the {@link #mean()}. It assumes that replicates are independent,
   * not values, see {@link Aggregation#mean()}.
   *
   * @return the standard error, at least 0; NaN if there are fewer than two replicates or fewer
   *     than two values, or a value is NaN or infinite
   */
  public double standardError() {
    return size() == 0 ? Double.NaN : Aggregation.mean().standardError(this);
  }

  /**
   * Returns a quantile of all values, by linear interpolation between order statistics (type 7), as
   * {@link Aggregation#quantile(double)} does.
   *
   * @param p probability of the quantile, in [0, 1]; 0.5 gives the median
   * @return the quantile; NaN if there is no value, or one is NaN
   * @throws IllegalArgumentException if {@code p} is NaN or outside [0, 1]
   */
  public double quantile(double p) {
    Aggregation quantile = Aggregation.quantile(p);
    return size() == 0 ? Double.NaN : quantile.aggregate(this);
  }

  /** {@return a new array of all values, in replicate order} */
  public double[] toArray() {
    return Arrays.copyOfRange(values, from, to);
  }

  /** {@return a sequential stream of all values, in replicate order} */
  public DoubleStream stream() {
    return Arrays.stream(values, from, to);
  }

  /** The array that holds the values; not to be written to. */
  double[] values() {
    return values;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  boolean hasOneValuePerReplicate() {
    return ends == null;
  }

  /** Index in {@link #values()} of a replicate's first value. */
  int start(int replicate) {
    return replicate == 0 ? from : end(replicate - 1);
  }

  /** Index in {@link #values()} after a replicate's last value. */
  int end(int replicate) {
    return from + (ends == null ? replicate + 1 : ends[replicate]);
  }

  /** A new array of all values in ascending order by {@link Double#compare}. */
  double[] sorted() {
    double[] sorted = toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Samples with each value replaced by a function of it, in the same replicates. */
  Samples map(DoubleUnaryOperator function) {
    double[] mapped = new double[size()];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = function.applyAsDouble(values[from + i]);
    }
    return new Samples(mapped, 0, mapped.length, ends);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Samples that
        && Arrays.equals(values, from, to, that.values, that.from, that.to)
        && Arrays.equals(ends, that.ends);
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(ends);
    for (int i = from; i < to; i++) {
      hash = 31 * hash + Double.hashCode(values[i]);
    }
    return hash;
  }

  /**
   * {@return the values in brackets; unless every replicate has exactly one value, the values of
   * each replicate are in inner brackets}
   */
  @Override
  public String toString() {
    if (ends == null) {
      return Arrays.toString(toArray());
    }
    StringBuilder text = new StringBuilder("[");
    for (int replicate = 0; replicate < ends.length; replicate++) {
      text.append(replicate == 0 ? "" : ", ")
          .append(Arrays.toString(Arrays.copyOfRange(values, start(replicate), end(replicate))));
    }
    return text.append(']').toString();
  }
}
