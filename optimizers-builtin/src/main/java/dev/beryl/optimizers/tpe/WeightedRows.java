package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.model.TrialHistory;
import java.util.Arrays;

/** Rows of a history with weights, which an estimator is fitted to. Instances are reused. */
final class WeightedRows {
  private int[] rows = new int[16];
  private double[] weights = new double[16];
  private int size;
  private double priorWeight;

  void clear() {
    size = 0;
  }

  void add(int row, double weight) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    rows[size] = row;
    weights[size] = weight;
    size++;
  }

  /** Removes a row and closes the gap. */
  void remove(int row) {
    int to = 0;
    for (int from = 0; from < size; from++) {
      if (rows[from] != row) {
        rows[to] = rows[from];
        weights[to++] = weights[from];
      }
    }
    size = to;
  }

  int size() {
    return size;
  }

  int row(int index) {
    return rows[index];
  }

  double weight(int index) {
    return weights[index];
  }

  void weight(int index, double weight) {
    weights[index] = weight;
  }

  /** {@return the weight of the prior kernel beside those of the rows} */
  double priorWeight() {
    return priorWeight;
  }

  void priorWeight(double weight) {
    priorWeight = weight;
  }

  /** Sorts the rows into the order of the history; for few rows. */
  void sort(TrialHistory history) {
    for (int i = 1; i < size; i++) {
      int row = rows[i];
      double weight = weights[i];
      int j = i;
      for (; j > 0 && history.precedes(row, rows[j - 1]); j--) {
        rows[j] = rows[j - 1];
        weights[j] = weights[j - 1];
      }
      rows[j] = row;
      weights[j] = weight;
    }
  }
}
