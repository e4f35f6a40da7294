package dev.beryl.optimizers.pruning;

import java.util.Arrays;

/**
 * A multiset of losses that knows its order statistics. Immutable.
 *
 * <p>The losses are held in sorted runs whose lengths are the powers of two that add up to its
 * size, longest first (the logarithmic method). n losses take 8 n bytes. One with another loss
 * shares the runs that need not be merged: O(log n) on average over n additions. A question takes
 * O(log² n).
 *
 * @see <a href="https://doi.org/10.1016/0196-6774(80)90015-2">Bentley and Saxe, Decomposable
 *     searching problems I, J. Algorithms 1 (1980)</a>
 */
final class OrderStatistics implements Known {
  static final OrderStatistics EMPTY = new OrderStatistics(0, new double[0][]);

  private final int size;
  private final double[][] runs;

  private OrderStatistics(int size, double[][] runs) {
    this.size = size;
    this.runs = runs;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public OrderStatistics with(int trial, double... losses) {
    return with(losses[0]);
  }

  @Override
  public boolean isBeyond(double percentile, int worse, double... losses) {
    return isAbove(percentile, worse, losses[0]);
  }

  @Override
  public boolean isAmong(int best, double... losses) {
    return below(losses[0]) < best;
  }

  /** These losses with one more loss, which is not NaN. */
  OrderStatistics with(double loss) {
    double[] last = {loss};
    int kept = runs.length;
    while (kept > 0 && runs[kept - 1].length == last.length) {
      kept--;
      last = merge(runs[kept], last);
    }
    double[][] changed = Arrays.copyOf(runs, kept + 1);
    changed[kept] = last;
    return new OrderStatistics(size + 1, changed);
  }

  private static double[] merge(double[] a, double[] b) {
    double[] merged = new double[a.length + b.length];
    int i = 0;
    int j = 0;
    for (int k = 0; k < merged.length; k++) {
      merged[k] = j == b.length || (i < a.length && a[i] <= b[j]) ? a[i++] : b[j++];
    }
    return merged;
  }

  /** How many losses are less than this one. */
  int below(double loss) {
    int below = 0;
    for (double[] run : runs) {
      below += below(run, loss);
    }
    return below;
  }

  private static int below(double[] run, double loss) {
    int low = 0;
    int high = run.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (run[middle] < loss) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Whether a loss is greater than a percentile: the value at index {@code (size - 1) percentile /
   * 100} of the sorted losses, linear between neighbors (type 7 of Hyndman and Fan 1996). The two
   * losses around the index are needed only where this one lies between them, and then they are its
   * neighbors.
   *
   * @param percentile in [0, 100]
   * @param infinite how many more losses there are, all infinite
   * @return false if there is nothing to compare with
   */
  boolean isAbove(double percentile, int infinite, double loss) {
    if (size + infinite == 0) {
      return false;
    }
    double index = percentile * (size + infinite - 1) / 100;
    int lower = (int) index;
    int below = below(loss);
    return below == lower + 1 ? isBeyond(loss, index - lower) : below > lower;
  }

  /**
   * The loss beyond which {@link #isAbove} holds.
   *
   * @return infinite if it holds for none
   */
  double percentile(double percentile, int infinite) {
    if (size + infinite == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double index = percentile * (size + infinite - 1) / 100;
    int lower = (int) index;
    double share = index - lower;
    double before = at(lower);
    double after = at(lower + 1);
    if (share == 0 || before == after) {
      return before;
    }
    double between = between(before, after, share);
    return Double.isNaN(between) ? after : Math.clamp(between, before, after);
  }

  /** The loss at an index of the sorted ones; infinite beyond the last. */
  double at(int index) {
    if (index >= size) {
      return Double.POSITIVE_INFINITY;
    }
    double found = Double.NEGATIVE_INFINITY; // the largest that at most so many are less than
    for (double[] run : runs) {
      int low = 0;
      int high = run.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (below(run[middle]) <= index) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      found = low == 0 ? found : Math.max(found, run[low - 1]);
    }
    return found;
  }

  /** Whether a loss is more than a share of the way from the next lesser loss to the next one. */
  private boolean isBeyond(double loss, double share) {
    double before = Double.NEGATIVE_INFINITY;
    double after = Double.POSITIVE_INFINITY;
    for (double[] run : runs) {
      int below = below(run, loss);
      if (below > 0) {
        before = Math.max(before, run[below - 1]);
      }
      if (below < run.length) {
        after = Math.min(after, run[below]);
      }
    }
    return share == 0 || loss > between(before, after, share);
  }

  private static double between(double a, double b, double share) {
    double distance = b - a;
    return Double.isInfinite(distance)
        ? Math.fma(share, b, (1 - share) * a)
        : Math.fma(share, distance, a);
  }
}
