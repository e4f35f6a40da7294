package dev.beryl.optimizers.pruning;

/** Which value of a curve is compared at a step. */
public enum CurveValue {
  /** The loss reported at the step. */
  LATEST,
  /** The mean of the losses reported up to the step. */
  AVERAGE,
  /** The least loss reported up to the step. */
  BEST
}
