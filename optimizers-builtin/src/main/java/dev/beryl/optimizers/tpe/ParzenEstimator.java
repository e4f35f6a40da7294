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

  /** More than rounding can change of a bound. */
  private static final double MARGIN = 1;

  /** Kernels are bounded by so many at a time, and looked at again after so many features. */
  private static final int BLOCK = 128;

  private static final int STRIDE = 4;

  private final TrialHistory history;
  private final int[] features; // of the history
  private final KernelColumn[] columns;
  private final int numericFeatures;
  private int size;
  private int[] rows = new int[16];
  private double[] weights = new double[16]; // of the members alone, summing to 1
  private double[] shares = new double[17]; // with the prior's at the end, summing to 1
  private double[] sums = new double[17]; // of log densities or their bounds
  private double[] room = new double[17];
  private final double[] mostAfter; // what features after each one can add to a sum
  private final boolean exactBounds;
  private int[] near = new int[17]; // positions of the kernels that matter at a point
  private boolean[] kept = new boolean[16]; // by position before the last fit
  private boolean[] entered = new boolean[16]; // by position since

  /** An estimator without members. */
  ParzenEstimator(TrialHistory history, List<Feature> all, int[] features, Bandwidth bandwidth) {
    this.history = history;
    this.features = features;
    this.columns = new KernelColumn[features.length];
    int numeric = 0;
    for (int i = 0; i < features.length; i++) {
      switch (all.get(features[i])) {
        case Feature.Numeric feature -> {
          columns[i] = NumericColumn.of(feature, bandwidth);
          numeric++;
        }
        case Feature.Categorical feature -> columns[i] = new CategoricalColumn(feature.choices());
      }
    }
    this.numericFeatures = numeric;
    this.mostAfter = new double[columns.length];
    this.exactBounds = Arrays.stream(columns).allMatch(KernelColumn::hasExactBounds);
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
    boolean removed = remove(members);
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
    for (int k = 0; k < columns.length; k++) { // all of a column at once, while it is in the cache
      if (removed) {
        columns[k].retain(kept, near);
      }
      for (int i = 0; i < size; i++) {
        if (entered[i]) {
          columns[k].insert(i, history.value(rows[i], features[k]));
        }
      }
      columns[k].fit(weights, numericFeatures);
    }
  }

  /** {@return whether there is any row that is not kept} */
  private boolean remove(WeightedRows members) {
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
    boolean some = left < size;
    size = left;
    return some;
  }

  private void insert(WeightedRows members) {
    for (int i = 0; i < members.size(); i++) {
      int row = members.row(i);
      boolean known = i < size && rows[i] == row;
      if (!known) {
        if (size == rows.length) {
          grow();
        }
        System.arraycopy(rows, i, rows, i + 1, size - i);
        rows[i] = row;
        size++;
      }
      entered[i] = !known;
    }
  }

  private void grow() {
    rows = Arrays.copyOf(rows, 2 * size);
    kept = Arrays.copyOf(kept, 2 * size);
    entered = Arrays.copyOf(entered, 2 * size);
    weights = new double[2 * size];
    shares = new double[2 * size + 1];
    sums = new double[2 * size + 1];
    room = new double[2 * size + 1];
    near = new int[2 * size + 1];
  }

  /**
   * The log density.
   *
   * @param points where points lie, one value for each feature
   * @param from the index of the point's first value
   * @return finite, unless the point is outside of [0, 1]
   */
  double logDensity(double[] points, int from) {
    for (int k = 0; k < columns.length; k++) {
      columns[k].lookAt(points[from + k]);
    }
    near[0] = size;
    addLogDensities(1);
    int count = boundBy(sums[size] + NEGLIGIBLE - MARGIN);
    if (!exactBounds) {
      addLogDensities(count);
    }
    near[count++] = size;
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      largest = Math.max(largest, sums[near[k]]);
    }
    double total = 0;
    for (int k = 0; k < count; k++) {
      double below = sums[near[k]] - largest;
      if (below > NEGLIGIBLE) {
        total += shares[near[k]] * Exponential.exp(below);
      }
    }
    return largest + StrictMath.log(total);
  }

  /** Sums up the log densities of the first near kernels. */
  private void addLogDensities(int count) {
    for (int k = 0; k < count; k++) {
      sums[near[k]] = 0;
    }
    for (KernelColumn column : columns) {
      column.addLogDensities(near, count, sums, room);
    }
  }

  /**
   * Sums up bounds of the log densities, and keeps as near the kernels whose bound is high enough.
   *
   * @return how many there are
   */
  private int boundBy(double least) {
    double after = 0;
    for (int k = columns.length - 1; k >= 0; k--) {
      mostAfter[k] = after;
      after += columns[k].most();
    }
    int count = 0;
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(size, from + BLOCK);
      if (addBounds(from, to, least)) {
        for (int i = from; i < to; i++) {
          if (!(sums[i] < least)) {
            near[count++] = i;
          }
        }
      }
    }
    return count;
  }

  /** Sums up bounds of a block, unless none of its kernels can reach the least one. */
  private boolean addBounds(int from, int to, double least) {
    Arrays.fill(sums, from, to, 0);
    for (int k = 0; k < columns.length; k++) {
      columns[k].addBounds(sums, from, to);
      if (k % STRIDE == STRIDE - 1 && largest(from, to) + mostAfter[k] < least) {
        return false;
      }
    }
    return true;
  }

  private double largest(int from, int to) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, sums[i]);
    }
    return largest;
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
