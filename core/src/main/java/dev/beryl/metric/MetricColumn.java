package dev.beryl.metric;

import dev.beryl.trial.Samples;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All values of one metric, trial after trial. Where every trial so far gave the same number of
 * values nothing but the values is kept; the first that differs makes the ends be kept as well.
 */
final class MetricColumn {
  private final String name;
  private final int firstTrial;
  private final int expected; // trials
  private final LongRows values;
  private final ConcurrentHashMap<Integer, int[]> replicateEnds = new ConcurrentHashMap<>();
  private int stride = -1;
  private volatile @Nullable LongRows ends;
  private int trials;

  MetricColumn(String name, int firstTrial, int expected) {
    this.name = name;
    this.firstTrial = firstTrial;
    this.expected = expected;
    this.values = new LongRows(1, expected);
  }

  String name() {
    return name;
  }

  void add(double value) {
    values.append(Double.doubleToRawLongBits(value));
  }

  /**
   * Ends the values of the next trial.
   *
   * @param byReplicate the ends of its replicates, counted from its first value; null: one value
   *     each
   */
  void closeTrial(int @Nullable [] byReplicate) {
    LongRows kept = ends;
    int added = values.size() - (kept != null ? start(trials, kept) : Math.max(0, stride) * trials);
    if (kept == null && stride < 0) {
      stride = added;
      values.expect((long) expected * stride);
    } else if (kept == null && added != stride) {
      kept = new LongRows(1, trials);
      for (int i = 1; i <= trials; i++) {
        kept.append((long) i * stride);
      }
      ends = kept;
    }
    if (kept != null) {
      kept.append((long) values.size());
    }
    if (byReplicate != null) {
      replicateEnds.put(firstTrial + trials, byReplicate);
    }
    trials++;
  }

  /**
   * Adds the next trial.
   *
   * @param samples its values; null: it has none
   */
  void addTrial(@Nullable Samples samples) {
    if (samples == null) {
      closeTrial(null);
      return;
    }
    boolean oneEach = true;
    int[] byReplicate = new int[samples.replicates()];
    int end = 0;
    for (int r = 0; r < byReplicate.length; r++) {
      oneEach &= samples.size(r) == 1;
      end += samples.size(r);
      byReplicate[r] = end;
    }
    for (int i = 0; i < end; i++) {
      add(samples.get(i));
    }
    closeTrial(oneEach ? null : byReplicate);
  }

  private int start(int index, @Nullable LongRows kept) {
    if (kept == null) {
      return index * stride;
    }
    return index == 0 ? 0 : (int) kept.get(index - 1, 0);
  }

  /** The value of a trial that has just one, of one replicate; NaN: it has none, or several. */
  double onlySample(int trial) {
    int index = trial - firstTrial;
    if (index < 0 || (!replicateEnds.isEmpty() && replicateEnds.containsKey(trial))) {
      return Double.NaN;
    }
    LongRows kept = ends;
    int from = start(index, kept);
    return start(index + 1, kept) - from == 1
        ? Double.longBitsToDouble(values.get(from, 0))
        : Double.NaN;
  }

  /** The samples of a trial; null if it recorded none. */
  @Nullable Samples samples(int trial) {
    int index = trial - firstTrial;
    if (index < 0) {
      return null;
    }
    LongRows kept = ends;
    int from = start(index, kept);
    double[] found = new double[start(index + 1, kept) - from];
    if (found.length == 0) {
      return null;
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = Double.longBitsToDouble(values.get(from + i, 0));
    }
    int[] byReplicate = replicateEnds.get(trial);
    return byReplicate == null
        ? Samples.wrap(found, 0, found.length)
        : Samples.wrap(found, 0, found.length, byReplicate);
  }
}
