package dev.beryl.optimizers.tpe;

/** What the number of good trials is a share of. */
public enum ShareRule {
  /** The number of finished trials. */
  TRIALS,
  /** Its square root. */
  SQUARE_ROOT
}
