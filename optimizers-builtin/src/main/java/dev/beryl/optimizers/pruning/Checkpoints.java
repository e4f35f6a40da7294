package dev.beryl.optimizers.pruning;

/** At which checkpoints trials are judged. */
public enum Checkpoints {
  /** The curve of replicate 0, and rounds. */
  BOTH,
  /** The curve of replicate 0 only. */
  CURVES,
  /** Rounds only. */
  ROUNDS;

  boolean hasCurves() {
    return this != ROUNDS;
  }

  boolean hasRounds() {
    return this != CURVES;
  }
}
