package dev.beryl.study;

/**
 * How a study spends replicates where they decide something: it searches with few replicates a
 * treatment, and ends with a race of the best ones on replicates that had no part in choosing them.
 * The {@link Verdict} says what the race has shown. Immutable; checked when the study starts.
 *
 * {@snippet :
 * study.racing(Racing.of(1, 30).finalists(8).confidence(0.99))
 * }
 *
 * @param least the number of replicates with which a treatment is searched and told, at least 1
 * @param most the largest number of replicates of a finalist in the race, at least {@code least}
 *     and at least 3; fixed beforehand, since the verdict depends on it
 * @param finalists the number of treatments in the race, at least 2; a baseline is another one
 * @param confidence the probability with which the verdict holds, in (0.5, 1)
 * @param reserve the share of all replicates that is kept for the race, in (0, 1/3]; at least three
 *     replicates for each finalist are kept, and at most a third of all
 * @param indifference a difference in the first objective that does not matter, in the metric's
 *     unit; 0: every difference does
 */
public record Racing(
    int least, int most, int finalists, double confidence, double reserve, double indifference) {
  private static final int FINALISTS = 5;
  private static final double CONFIDENCE = 0.95;
  private static final double RESERVE = 0.1;

  /**
   * Racing with 5 finalists, confidence 0.95, a reserve of a tenth, and no difference that does not
   * matter.
   *
   * @param least the number of replicates in the search, at least 1
   * @param most the largest number of replicates in the race
   * @return the options
   */
  public static Racing of(int least, int most) {
    return new Racing(least, most, FINALISTS, CONFIDENCE, RESERVE, 0);
  }

  /**
   * Sets the number of treatments in the race.
   *
   * @param number at least 2
   * @return the changed options
   */
  public Racing finalists(int number) {
    return new Racing(least, most, number, confidence, reserve, indifference);
  }

  /**
   * Sets the probability with which the verdict holds.
   *
   * @param probability in (0.5, 1)
   * @return the changed options
   */
  public Racing confidence(double probability) {
    return new Racing(least, most, finalists, probability, reserve, indifference);
  }

  /**
   * Sets the share of all replicates that is kept for the race.
   *
   * @param share in (0, 1/3]
   * @return the changed options
   */
  public Racing reserve(double share) {
    return new Racing(least, most, finalists, confidence, share, indifference);
  }

  /**
   * Names a difference that does not matter. The race then ends as soon as the best one is within
   * it, which takes a third to a half of the replicates.
   *
   * @param difference in the unit of the first objective's metric, at least 0
   * @return the changed options
   */
  public Racing indifference(double difference) {
    return new Racing(least, most, finalists, confidence, reserve, difference);
  }

  /** {@return the options in words, for example {@code 1 to 30 replicates, 5 finalists, …}} */
  @Override
  public String toString() {
    return "%s to %s replicates, %s finalists, confidence %s, reserve %s%s"
        .formatted(
            least,
            most,
            finalists,
            confidence,
            reserve,
            indifference == 0 ? "" : ", indifference " + indifference);
  }
}
