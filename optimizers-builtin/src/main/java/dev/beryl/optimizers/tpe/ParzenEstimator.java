package dev.beryl.optimizers.tpe;

import dev.beryl.optimizers.math.Exponential;
import dev.beryl.optimizers.model.Feature;
import dev.beryl.optimizers.model.TrialHistory;
import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;
import java.util.List;

/**
 * A mixture of product kernels over some features, one kernel for each member and a prior kernel.
 * From one fit to the next only kernels of members that were added or removed are touched; kernels
 * are in the order of the history, so that a fit depends on the members alone.
 *
 * @see <a href="https://arxiv.org/abs/1807.01774">Falkner, Klein and Hutter, BOHB, ICML 2018</a>,
 *     section 3.2 for the multivariate form
 */
final class ParzenEstimator {
  /** Terms so far below the largest in their logarithms add nothing. */
  private static final double NEGLIGIBLE = -40;

  private final TrialHistory history;
  private final int[] features; // of the history
  private final KernelColumn[] columns;
  private final int numericFeatures;
  private int size;
  private int[] rows = new int[16];
  private double[] weights = new double[16]; // of the members alone, summing to 1
  private double[] shares = new double[17]; // with the prior's at the end, summing to 1
  private double[] sums = new double[17];
  private boolean[] kept = new boolean[16];

  /** An estimator without members. */
  ParzenEstimator(TrialHistory history, List<Feature> all, int[] features, Bandwidth bandwidth) {
    this.history = history;
    this.features = features;
    this.columns = new KernelColumn[features.length];
    int numeric = 0;
    for (int i = 0; i < features.length; i++) {
      switch (all.get(features[i])) {
        case Feature.Numeric feature -> {
          columns[i] = new NumericColumn(feature, bandwidth);
          numeric++;
        }
        case Feature.Categorical feature -> columns[i] = new CategoricalColumn(feature.choices());
      }
    }
    this.numericFeatures = numeric;
  }

  /** {@return how many kernels there are besides the prior} */
  int size() {
    return size;
  }

  /** {@return the kernels along a feature} */
  KernelColumn column(int feature) {
    return columns[feature];
  }

  /** {@return the share of a kernel, of the prior at the end; they sum to 1} */
  double share(int position) {
    return shares[position];
  }

  /**
   * Fits the mixture.
   *
   * @param members in the order of the history, all features active in each, with weights of any
   *     scale
   */
  void fit(WeightedRows members) {
    remove(members);
    insert(members);
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += members.weight(i);
    }
    double all = total + members.priorWeight();
    for (int i = 0; i < size; i++) {
      weights[i] = members.weight(i) / total;
      shares[i] = members.weight(i) / all;
    }
    shares[size] = members.priorWeight() / all;
    for (KernelColumn column : columns) {
      column.fit(weights, numericFeatures);
    }
  }

  private void remove(WeightedRows members) {
    int left = 0;
    int j = 0;
    for (int i = 0; i < size; i++) {
      while (j < members.size() && history.precedes(members.row(j), rows[i])) {
        j++;
      }
      kept[i] = j < members.size() && members.row(j) == rows[i];
      if (kept[i]) {
        rows[left++] = rows[i];
      }
    }
    if (left < size) {
      for (KernelColumn column : columns) {
        column.retain(kept);
      }
      size = left;
    }
  }

  private void insert(WeightedRows members) {
    for (int i = 0; i < members.size(); i++) {
      int row = members.row(i);
      if (i < size && rows[i] == row) {
        continue;
      }
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, 2 * size);
        kept = Arrays.copyOf(kept, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
        shares = Arrays.copyOf(shares, 2 * size + 1);
        sums = Arrays.copyOf(sums, 2 * size + 1);
      }
      System.arraycopy(rows, i, rows, i + 1, size - i);
      rows[i] = row;
      for (int k = 0; k < columns.length; k++) {
        columns[k].insert(i, history.value(row, features[k]));
      }
      size++;
    }
  }

  /**
   * The log density.
   *
   * @param points where points lie, one value for each feature
   * @param from the index of the point's first value
   * @return finite, unless the point is outside of [0, 1]
   */
  double logDensity(double[] points, int from) {
    Arrays.fill(sums, 0, size + 1, 0);
    for (int k = 0; k < columns.length; k++) {
      columns[k].addLogDensities(points[from + k], sums);
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= size; i++) {
      largest = Math.max(largest, sums[i]);
    }
    double total = 0;
    for (int i = 0; i <= size; i++) {
      double below = sums[i] - largest;
      if (below > NEGLIGIBLE) {
        total += shares[i] * Exponential.exp(below);
      }
    }
    return largest + StrictMath.log(total);
  }

  /**
   * Draws a point.
   *
   * @param into receives one value for each feature
   * @param from the index of the first value
   */
  void sample(PhiloxRandom random, double[] into, int from) {
    double u = random.nextDouble();
    int component = 0;
    for (double sum = shares[0]; component < size && sum <= u; component++) {
      sum += shares[component + 1];
    }
    for (int k = 0; k < columns.length; k++) {
      into[from + k] = columns[k].sample(component, random);
    }
  }
}
