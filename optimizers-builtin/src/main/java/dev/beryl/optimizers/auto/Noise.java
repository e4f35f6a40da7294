package dev.beryl.optimizers.auto;

/** What is said of the noise in losses. */
public enum Noise {
  /** Nothing: it is high if the standard errors of replicates are. */
  MEASURED,
  /** Losses of equal treatments differ much. */
  HIGH,
  /** Losses of equal treatments are equal. */
  NONE
}
