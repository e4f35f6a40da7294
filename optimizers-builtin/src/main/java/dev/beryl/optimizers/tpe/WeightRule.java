package dev.beryl.optimizers.tpe;

/** How the good trials are weighted. */
public enum WeightRule {
  /** By expected improvement, or by rank where the standard errors tell of much noise. */
  AUTO,
  /** By how much better than the best of the other trials. */
  EXPECTED_IMPROVEMENT,
  /** By rank. */
  RANK,
  /** All alike. */
  UNIFORM,
  /** The newest 25 alike, older ones less. */
  OLD_DECAY
}
