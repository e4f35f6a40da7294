package dev.beryl.optimizers.cma;

import java.util.Arrays;

/** The best and the median loss of each of the latest generations of a run. */
final class LossHistory {
  private final double[] best; // rings
  private final double[] median;
  private final double[] sorted;
  private long recorded;

  /** No losses yet, and room for those of some generations. */
  LossHistory(int capacity) {
    this.best = new double[capacity];
    this.median = new double[capacity];
    this.sorted = new double[capacity];
  }

  void record(double bestLoss, double medianLoss) {
    int at = (int) (recorded++ % best.length);
    best[at] = bestLoss;
    median[at] = medianLoss;
  }

  /** {@return how many generations are kept} */
  int size() {
    return (int) Math.min(recorded, best.length);
  }

  /**
   * Whether the best losses of the latest generations lie closer together than a tolerance.
   *
   * @param generations how many, at most {@link #size()}
   */
  boolean bestWithin(double tolerance, int generations) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int back = 0; back < generations; back++) {
      double loss = best[at(back)];
      low = Math.min(low, loss);
      high = Math.max(high, loss);
      if (!(high - low < tolerance)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether, of the latest generations, the newest 30 percent are on the median no better than the
   * oldest 30 percent, in both the best and the median loss.
   */
  boolean stagnates(int window) {
    int share = Math.max(1, 3 * window / 10);
    return middle(best, 0, share) >= middle(best, window - share, share)
        && middle(median, 0, share) >= middle(median, window - share, share);
  }

  private double middle(double[] ring, int back, int count) {
    for (int i = 0; i < count; i++) {
      sorted[i] = ring[at(back + i)];
    }
    Arrays.sort(sorted, 0, count);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }

  private int at(int back) {
    return (int) ((recorded - 1 - back) % best.length);
  }
}
