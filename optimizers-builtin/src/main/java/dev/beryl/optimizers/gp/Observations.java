package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.model.TrialHistory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The ended trials that a model takes in, in the order of their numbers: all of them or, of a large
 * history, the best half of the most that are allowed, the newest third, and others that are spread
 * over the space. Trials that lack a value of the space are left out.
 */
final class Observations {
  private static final int SPREAD_CHOICE = 4; // candidates for each trial that is spread

  private final TrialHistory history;
  private final int[] rows;
  private final double[] losses; // positive infinity without a loss
  private final int[] tiers; // of those without a loss, the best first

  private Observations(TrialHistory history, int[] rows, double[] losses, int[] tiers) {
    this.history = history;
    this.rows = rows;
    this.losses = losses;
    this.tiers = tiers;
  }

  /**
   * The trials of a history.
   *
   * @param most how many there may be
   * @param features how many values a trial must have
   * @param loss of a completed trial, by row
   */
  static Observations of(TrialHistory history, int most, int features, IntToDoubleFunction loss) {
    int[] ended = new int[history.size()];
    int count = 0;
    for (int i = 0; i < history.size(); i++) {
      int row = history.inOrder(i);
      if (!history.isPending(row) && isComplete(history, row, features)) {
        ended[count++] = row;
      }
    }
    ended = Arrays.copyOf(ended, count);
    double[] losses = new double[count];
    for (int i = 0; i < count; i++) {
      losses[i] =
          history.isCompleted(ended[i]) ? loss.applyAsDouble(ended[i]) : Double.POSITIVE_INFINITY;
    }
    if (count > most) {
      int[] chosen = chosen(history, ended, losses, most, features);
      int[] kept = new int[chosen.length];
      double[] their = new double[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        kept[i] = ended[chosen[i]];
        their[i] = losses[chosen[i]];
      }
      ended = kept;
      losses = their;
    }
    return new Observations(history, ended, losses, tiers(history, ended));
  }

  private static boolean isComplete(TrialHistory history, int row, int features) {
    for (int f = 0; f < features && history.hasForeign(); f++) {
      if (Double.isNaN(history.value(row, f))) {
        return false;
      }
    }
    return true;
  }

  private static int[] chosen(
      TrialHistory history, int[] rows, double[] losses, int most, int features) {
    int n = rows.length;
    boolean[] taken = new boolean[n];
    int best = most / 2;
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    int left = best;
    for (int i = 0; i < n; i++) {
      if (losses[i] < sorted[best - 1]) {
        taken[i] = true;
        left--;
      }
    }
    for (int i = 0; i < n && left > 0; i++) {
      if (losses[i] == sorted[best - 1]) {
        taken[i] = true;
        left--;
      }
    }
    left = most / 3;
    for (int i = n - 1; i >= 0 && left > 0; i--) {
      left -= taken[i] ? 0 : 1;
      taken[i] = true;
    }
    spread(history, rows, taken, most - most / 2 - most / 3, features);
    return IntStream.range(0, n).filter(i -> taken[i]).toArray();
  }

  /** Takes those of evenly spaced others that are farthest from what was taken before. */
  private static void spread(
      TrialHistory history, int[] rows, boolean[] taken, int wanted, int features) {
    int[] others = IntStream.range(0, rows.length).filter(i -> !taken[i]).toArray();
    int count = Math.min(others.length, SPREAD_CHOICE * wanted);
    int[] choice = new int[count];
    double[] nearest = new double[count];
    for (int c = 0; c < count; c++) {
      choice[c] = others[(int) ((long) c * others.length / count)];
      nearest[c] = Double.POSITIVE_INFINITY;
    }
    int last = -1;
    for (int k = 0; k < Math.min(wanted, count); k++) {
      int farthest = -1;
      for (int c = 0; c < count; c++) {
        if (taken[choice[c]]) {
          continue;
        }
        if (last >= 0) {
          nearest[c] =
              Math.min(nearest[c], distance(history, rows[choice[c]], rows[last], features));
        }
        farthest = farthest < 0 || nearest[c] > nearest[farthest] ? c : farthest;
      }
      last = choice[farthest];
      taken[last] = true;
    }
  }

  private static double distance(TrialHistory history, int row, int other, int features) {
    double sum = 0;
    for (int f = 0; f < features; f++) {
      double apart = Math.clamp(history.value(row, f) - history.value(other, f), -1.0, 1.0);
      sum += apart * apart;
    }
    return sum;
  }

  /** Pruned trials by replicates that ended, last step and last value; failed ones come last. */
  private static int[] tiers(TrialHistory history, int[] rows) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(i -> history.isFailed(rows[i]) ? 1 : 0)
            .thenComparing(
                (i, j) -> history.isFailed(rows[i]) ? 0 : history.comparePruned(rows[i], rows[j]));
    int[] unfinished =
        IntStream.range(0, rows.length)
            .filter(i -> !history.isCompleted(rows[i]))
            .boxed()
            .sorted(order)
            .mapToInt(i -> i)
            .toArray();
    int[] tiers = new int[rows.length];
    for (int k = 1; k < unfinished.length; k++) {
      boolean equal = order.compare(unfinished[k - 1], unfinished[k]) == 0;
      tiers[unfinished[k]] = tiers[unfinished[k - 1]] + (equal ? 0 : 1);
    }
    return tiers;
  }

  /** Some of these trials. */
  Observations where(IntPredicate row) {
    int[] some = IntStream.range(0, rows.length).filter(i -> row.test(rows[i])).toArray();
    return new Observations(
        history,
        Arrays.stream(some).map(i -> rows[i]).toArray(),
        Arrays.stream(some).mapToDouble(i -> losses[i]).toArray(),
        Arrays.stream(some).map(i -> tiers[i]).toArray());
  }

  int size() {
    return rows.length;
  }

  /** The row of a trial. */
  int row(int index) {
    return rows[index];
  }

  double[] losses() {
    return losses;
  }

  int[] tiers() {
    return tiers;
  }

  /** The points of the trials. */
  double[][] points(int features) {
    double[][] points = new double[rows.length][features];
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < features; f++) {
        points[i][f] = history.value(rows[i], f);
      }
    }
    return points;
  }
}
