package dev.beryl.optimizers.cma;

/** Whether the learning rates of mean and covariance adapt to the noise in the losses. */
public enum LearningRate {
  /** They do once replicates show that ranks are to a good part chance. */
  AUTO,
  /** They do not. */
  FIXED,
  /** They do from the beginning. */
  ADAPTIVE
}
