package dev.beryl.optimizers.tpe;

import dev.beryl.random.PhiloxRandom;

/**
 * The kernels of an estimator along one feature. Kernels have positions from 0; the prior kernel
 * has the position after the last one.
 */
sealed interface KernelColumn permits NumericColumn, CategoricalColumn {

  /** Keeps the kernels at some positions and closes the gaps. */
  void retain(boolean[] kept);

  /** Inserts a kernel; its bandwidth is unknown until the next fit. */
  void insert(int position, double value);

  /**
   * Sets the bandwidths.
   *
   * @param weights of the kernels, summing to 1 without the prior
   * @param numericFeatures how many numeric features the estimator has
   */
  void fit(double[] weights, int numericFeatures);

  /** Adds each kernel's log density or log probability at a value, the prior's at the end. */
  void addLogDensities(double value, double[] sums);

  /** Draws a value from the kernel at a position. */
  double sample(int position, PhiloxRandom random);
}
