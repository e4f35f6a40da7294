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
   * Adds the next trial, as it is in another column of the same metric.
   *
   * @param from null: it has no values
   * @param trial its place there
   */
  void addTrial(@Nullable MetricColumn from, int trial) {
    if (from == null || !from.hasSamples(trial)) {
      closeTrial(null);
      return;
    }
    int index = trial - from.firstTrial;
    LongRows kept = from.ends;
    int end = from.start(index + 1, kept);
    for (int i = from.start(index, kept); i < end; i++) {
      values.append(from.values.get(i, 0));
    }
    closeTrial(from.byReplicate(trial));
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
    if (index < 0 || byReplicate(trial) != null) {
      return Double.NaN;
    }
    LongRows kept = ends;
    int from = start(index, kept);
    return start(index + 1, kept) - from == 1
        ? Double.longBitsToDouble(values.get(from, 0))
        : Double.NaN;
  }

  /** The ends of a trial's replicates, counted from its first value; null: one value each. */
  private int @Nullable [] byReplicate(int trial) {
    return replicateEnds.isEmpty() ? null : replicateEnds.get(trial);
  }

  /** Whether a trial recorded any. */
  boolean hasSamples(int trial) {
    int index = trial - firstTrial;
    LongRows kept = ends;
    return index >= 0 && start(index, kept) < start(index + 1, kept);
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
    int[] byReplicate = byReplicate(trial);
    return byReplicate == null
        ? Samples.wrap(found, 0, found.length)
        : Samples.wrap(found, 0, found.length, byReplicate);
  }
}
