package dev.beryl.optimizers.model;

import java.util.Arrays;

/**
 * Finished trials from the best to the worst: feasible ones by the first loss, then pruned ones by
 * how far they came and by their loss there, then infeasible ones by their violation; among equals
 * the earlier number.
 */
public final class Ranking {
  private final TrialHistory history;
  private int[] rows = new int[16];
  private int size;
  private int feasible;
  private int completed;

  /** A ranking without trials. */
  public Ranking(TrialHistory history) {
    this.history = history;
  }

  /** Adds a finished trial. */
  public void add(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(rows[middle], row) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    System.arraycopy(rows, low, rows, low + 1, size - low);
    rows[low] = row;
    size++;
    feasible += isFeasible(row) ? 1 : 0;
    completed += history.isCompleted(row) ? 1 : 0;
  }

  /** Removes a trial that was added; its values must be the same as then. */
  public void remove(int row) {
    for (int rank = 0; rank < size; rank++) {
      if (rows[rank] == row) {
        size--;
        System.arraycopy(rows, rank + 1, rows, rank, size - rank);
        feasible -= isFeasible(row) ? 1 : 0;
        completed -= history.isCompleted(row) ? 1 : 0;
        return;
      }
    }
  }

  private int compare(int a, int b) {
    int byKind = Integer.compare(kind(a), kind(b));
    if (byKind != 0) {
      return byKind;
    }
    int byMerit =
        switch (kind(a)) {
          case 0 -> Double.compare(history.loss(a, 0), history.loss(b, 0));
          case 1 -> history.comparePruned(a, b);
          default -> Double.compare(history.violation(a), history.violation(b));
        };
    return byMerit != 0 ? byMerit : history.precedes(a, b) ? -1 : 1;
  }

  private int kind(int row) {
    return isFeasible(row) ? 0 : history.isCompleted(row) ? 2 : 1;
  }

  /** Whether a trial completed and satisfies the outcome constraints. */
  public boolean isFeasible(int row) {
    return history.isCompleted(row) && !(history.violation(row) > 0);
  }

  /** {@return how many trials are feasible; they have the first ranks} */
  public int feasible() {
    return feasible;
  }

  /** Whether the best trial is older than a number of newest trials, and there are as many. */
  public boolean stagnates(int newest) {
    return feasible > 0
        && history.size() > newest
        && history.precedes(rows[0], history.inOrder(history.size() - newest));
  }

  /** {@return how many trials completed, feasible or not} */
  public int completed() {
    return completed;
  }

  /** {@return how many trials there are} */
  public int size() {
    return size;
  }

  /** The row at a rank, from 0. */
  public int row(int rank) {
    return rows[rank];
  }
}
