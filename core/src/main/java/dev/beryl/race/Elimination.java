package dev.beryl.race;

/** Which of two finalists is known to be worse in the first objective. */
sealed interface Elimination permits PairElimination, ZoneElimination, RungElimination {

  /**
   * Takes in a block.
   *
   * @param block its number; blocks come in order, and each once
   * @param values up to this block
   * @param isIn the finalists that still race; pairs of others are not looked at any more
   */
  void enter(int block, RaceValues values, boolean[] isIn);

  /** Whether one finalist is known to be worse than another. */
  boolean isWorse(int finalist, int other);

  /** How certain that is; only to order what became known in one block. */
  double certainty(int finalist, int other);

  /** Whether more blocks can't rule out any more of those that still race. */
  default boolean isExhausted(boolean[] isIn) {
    return false;
  }
}
