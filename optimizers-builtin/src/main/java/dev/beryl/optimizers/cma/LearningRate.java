package dev.beryl.optimizers.cma;

/** Whether the learning rates of mean and covariance adapt to the noise in the losses. */
public enum LearningRate {
  /**
   * In a study of 1000 d trials or more they do, once replicates show that losses differ more by
   * chance than by treatment.
   */
  AUTO,
  /** They do not. */
  FIXED,
  /** They do from the start. */
  ADAPTIVE
}
