package dev.beryl.optimizers.pruning;

/** What the reports of a curve are compared with. Immutable. */
sealed interface Standards permits Rivals, Bars {

  /**
   * Whether losses are behind at a place.
   *
   * @param step of the report
   */
  boolean isBehind(long place, long step, double... losses);

  /**
   * Whether a loss that was projected to the end from a place is behind.
   *
   * @param step of the report
   */
  boolean isBehindAtTheEnd(long place, long step, double end);

  /** Whether each of the best trials was better at a step. */
  boolean isWorseThanTheBest(long step, double... losses);
}
