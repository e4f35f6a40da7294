package dev.beryl.optimizers.tpe;

import dev.beryl.random.PhiloxRandom;

/**
 * The kernels of an estimator along one feature. Kernels have positions from 0; the prior kernel
 * has the position after the last one.
 */
sealed interface KernelColumn permits NumericColumn, CategoricalColumn {

  /**
   * Keeps the kernels at some positions and closes the gaps.
   *
   * @param moved has a place for each kernel; overwritten
   */
  void retain(boolean[] kept, int[] moved);

  /** Inserts a kernel; its bandwidth is unknown until the next fit. */
  void insert(int position, double value);

  /**
   * Sets the bandwidths.
   *
   * @param weights of the kernels, summing to 1 without the prior
   * @param numericFeatures how many numeric features the estimator has
   */
  void fit(double[] weights, int numericFeatures);

  /** Chooses the value at which the kernels are looked at until the next one is chosen. */
  void lookAt(double value);

  /** {@return what no kernel's log density or log probability exceeds at the chosen value} */
  double most();

  /**
   * Adds what no log density or log probability of some kernels exceeds at the chosen value.
   *
   * @param from the position of the first kernel
   * @param to the position after the last one; the prior is not among them
   */
  void addBounds(double[] sums, int from, int to);

  /** {@return whether the bounds are the log densities or log probabilities themselves} */
  boolean hasExactBounds();

  /**
   * Adds the log densities or log probabilities of some kernels at the chosen value.
   *
   * @param some the kernels' positions, that of the prior may be among them
   * @param count how many there are
   * @param sums by position
   * @param room as long as the sums; overwritten
   */
  void addLogDensities(int[] some, int count, double[] sums, double[] room);

  /** Draws a value from the kernel at a position. */
  double sample(int position, PhiloxRandom random);
}
