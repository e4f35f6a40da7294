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
 * @param isFinite whether there are no more replicates than {@code most}, such as the folds of one
 *     split
 * @param low the least value of the first objective's metric that is possible; minus infinity if no
 *     range was declared
 * @param high the largest one; infinity if no range was declared
 */
public record Racing(
    int least,
    int most,
    int finalists,
    double confidence,
    double reserve,
    double indifference,
    boolean isFinite,
    double low,
    double high) {
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
    return new Racing(
        least,
        most,
        FINALISTS,
        CONFIDENCE,
        RESERVE,
        0,
        false,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  /**
   * Sets the number of treatments in the race.
   *
   * @param number at least 2
   * @return the changed options
   */
  public Racing finalists(int number) {
    return new Racing(least, most, number, confidence, reserve, indifference, isFinite, low, high);
  }

  /**
   * Sets the probability with which the verdict holds.
   *
   * @param probability in (0.5, 1)
   * @return the changed options
   */
  public Racing confidence(double probability) {
    return new Racing(
        least, most, finalists, probability, reserve, indifference, isFinite, low, high);
  }

  /**
   * Sets the share of all replicates that is kept for the race.
   *
   * @param share in (0, 1/3]
   * @return the changed options
   */
  public Racing reserve(double share) {
    return new Racing(least, most, finalists, confidence, share, indifference, isFinite, low, high);
  }

  /**
   * Names a difference that does not matter. The race then ends as soon as the best one is within
   * it, which takes a third to a half of the replicates.
   *
   * @param difference in the unit of the first objective's metric, at least 0
   * @return the changed options
   */
  public Racing indifference(double difference) {
    return new Racing(least, most, finalists, confidence, reserve, difference, isFinite, low, high);
  }

  /**
   * Says that there are no more than {@code most} replicates, such as the folds of one split or a
   * fixed set of instances: replicate r is the r-th of them, and gives a treatment the same values
   * whenever it runs. All finalists then run all of them, so that nothing is uncertain in the end,
   * and no replicate runs twice for the same treatment.
   *
   * @return the changed options
   */
  public Racing finite() {
    return new Racing(least, most, finalists, confidence, reserve, indifference, true, low, high);
  }

  /**
   * Declares a range in which every value of the first objective's metric is, such as 0 to 1 for an
   * accuracy. Then its mean is compared without any assumption about the distribution of the
   * values. A replicate of the race with another value counts as failed.
   *
   * @param low the least value possible, finite
   * @param high the largest value possible, finite
   * @return the changed options
   */
  public Racing valuesIn(double low, double high) {
    return new Racing(
        least, most, finalists, confidence, reserve, indifference, isFinite, low, high);
  }

  /** {@return whether a range of values was declared} */
  public boolean hasRange() {
    return low != Double.NEGATIVE_INFINITY || high != Double.POSITIVE_INFINITY;
  }

  /** {@return the options in words, for example {@code 1 to 30 replicates, 5 finalists, …}} */
  @Override
  public String toString() {
    return "%s to %s replicates%s, %s finalists, confidence %s, reserve %s%s%s"
        .formatted(
            least,
            most,
            isFinite ? " of " + most + " that there are" : "",
            finalists,
            confidence,
            reserve,
            indifference == 0 ? "" : ", indifference " + indifference,
            hasRange() ? ", values in %s to %s".formatted(low, high) : "");
  }
}
