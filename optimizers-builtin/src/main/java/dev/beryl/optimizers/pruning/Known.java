package dev.beryl.optimizers.pruning;

/** The losses of earlier trials at one checkpoint, by which a trial is judged there. Immutable. */
sealed interface Known permits LossVectors, OrderStatistics {

  /** No losses, of so many objectives. */
  static Known none(int objectives) {
    return objectives == 1 ? OrderStatistics.EMPTY : LossVectors.EMPTY;
  }

  /** {@return how many trials' losses are known} */
  int size();

  /** These losses and those of one more trial, none NaN. */
  Known with(int trial, double... losses);

  /**
   * Whether losses are worse than a percentile of the known ones.
   *
   * @param percentile in [0, 100], linear between neighbors
   * @param worse how many more trials count as known, with infinite losses
   * @return false if the percentile is infinite or nothing is known
   */
  boolean isBeyond(double percentile, int worse, double... losses);

  /** Whether fewer than so many of the known losses are better. */
  boolean isAmong(int best, double... losses);
}
