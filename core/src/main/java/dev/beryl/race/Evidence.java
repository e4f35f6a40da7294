package dev.beryl.race;

/**
 * Evidence that the members of a pair differ, from the differences of their values in the blocks
 * that both ran. It may be looked at after every block. Blocks have to be added in the order of
 * their numbers; each process is a martingale in that order only.
 *
 * <p>The first crossing of the threshold decides the pair for good: more differences change
 * nothing.
 */
public sealed interface Evidence permits PairedEvidence, SignEvidence, BettingEvidence {

  /** What the differences are known to be. */
  enum Decision {
    /** Not yet known. */
    UNDECIDED,
    /** Below zero: the first member of the pair has the lower values. */
    LOWER,
    /** Above zero: the first member of the pair has the higher values. */
    HIGHER
  }

  /**
   * Adds the difference of the next block: the value of the first member less that of the second.
   *
   * @param difference finite
   * @throws IllegalArgumentException if it is NaN or infinite
   */
  void add(double difference);

  /** {@return the number of differences} */
  int size();

  /** {@return the natural logarithm of the evidence; at least that of the threshold if decided} */
  double log();

  /** {@return after how many differences the threshold was crossed; 0 if it never was} */
  int crossing();

  /** {@return which side the first crossing was on} */
  Decision decided();

  /** Refuses a difference that is NaN or infinite. */
  static void required(double difference) {
    if (!Double.isFinite(difference)) {
      throw new IllegalArgumentException(
          "difference of a block: expected a finite number, got " + difference);
    }
  }
}
