package dev.beryl.optimizers.cma;

/** What of the covariance matrix is learned. */
public enum CovarianceModel {
  /**
   * The diagonal in more than 200 dimensions and in a study of up to 20 d trials, else all of it.
   */
  AUTO,
  /** All of it: time and memory quadratic in the dimension. */
  FULL,
  /** Its diagonal: time and memory linear in the dimension. */
  DIAGONAL
}
