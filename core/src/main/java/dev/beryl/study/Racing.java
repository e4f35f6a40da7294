package dev.beryl.study;

import dev.beryl.fault.Nulls;

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
 * @param incumbent whether and how the search keeps an incumbent
 * @param values what is known of the values of replicates
 */
public record Racing(
    int least,
    int most,
    int finalists,
    double confidence,
    double reserve,
    double indifference,
    Incumbent incumbent,
    Values values) {
  private static final int FINALISTS = 5;
  private static final double CONFIDENCE = 0.95;
  private static final double RESERVE = 0.1;

  /**
   * Whether and how the search keeps an incumbent, a treatment that is the best at every moment by
   * as many replicates as any other has.
   *
   * @param isKept whether it does
   * @param refresh the share of the search's replicates that the incumbent gets while it has fewer
   *     than {@code most}, in (0, 1/2]
   * @param strict whether a treatment is dropped only where it is shown to be worse than the
   *     incumbent; needs three replicates at least
   */
  public record Incumbent(boolean isKept, double refresh, boolean strict) {
    private static final Incumbent NONE = new Incumbent(false, 0.125, false);
  }

  /**
   * What is known of the values of replicates.
   *
   * @param areFinite whether there are no more replicates than {@code most}, such as the folds of
   *     one split
   * @param low the least value of the first objective's metric that is possible; minus infinity if
   *     no range was declared
   * @param high the largest one; infinity if no range was declared
   */
  public record Values(boolean areFinite, double low, double high) {
    private static final Values ANY =
        new Values(false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** {@return whether a range of values was declared} */
    public boolean hasRange() {
      return low != Double.NEGATIVE_INFINITY || high != Double.POSITIVE_INFINITY;
    }
  }

  /** Refuses null. */
  public Racing {
    Nulls.refuse("racing: incumbent", incumbent);
    Nulls.refuse("racing: values", values);
  }

  /**
   * Racing with 5 finalists, confidence 0.95, a reserve of a tenth, no difference that does not
   * matter, and no incumbent in the search.
   *
   * @param least the number of replicates in the search, at least 1
   * @param most the largest number of replicates in the race
   * @return the options
   */
  public static Racing of(int least, int most) {
    return new Racing(least, most, FINALISTS, CONFIDENCE, RESERVE, 0, Incumbent.NONE, Values.ANY);
  }

  /**
   * Sets the number of treatments in the race.
   *
   * @param number at least 2
   * @return the changed options
   */
  public Racing finalists(int number) {
    return new Racing(least, most, number, confidence, reserve, indifference, incumbent, values);
  }

  /**
   * Sets the probability with which the verdict holds.
   *
   * @param probability in (0.5, 1)
   * @return the changed options
   */
  public Racing confidence(double probability) {
    return new Racing(
        least, most, finalists, probability, reserve, indifference, incumbent, values);
  }

  /**
   * Sets the share of all replicates that is kept for the race.
   *
   * @param share in (0, 1/3]
   * @return the changed options
   */
  public Racing reserve(double share) {
    return new Racing(least, most, finalists, confidence, share, indifference, incumbent, values);
  }

  /**
   * Names a difference that does not matter. The race then ends as soon as the best one is within
   * it, which takes a third to a half of the replicates.
   *
   * @param difference in the unit of the first objective's metric, at least 0
   * @return the changed options
   */
  public Racing indifference(double difference) {
    return new Racing(least, most, finalists, confidence, reserve, difference, incumbent, values);
  }

  /**
   * Has the search keep an incumbent. A treatment that beats it, on the replicates that it has,
   * gets twice as many, until it is worse or has as many as the incumbent, which it then replaces.
   * So there is a treatment to trust at every moment: a study that is stopped before its race
   * recommends it. In the end it gains nothing over a search without.
   *
   * @param climbing whether it does
   * @return the changed options
   */
  public Racing climb(boolean climbing) {
    return with(new Incumbent(climbing, incumbent.refresh(), incumbent.strict()));
  }

  /**
   * Sets how many of the search's replicates the incumbent gets, until it has the largest number.
   *
   * @param share in (0, 1/2]; by default an eighth
   * @return the changed options
   */
  public Racing refresh(double share) {
    return with(new Incumbent(incumbent.isKept(), share, incumbent.strict()));
  }

  /**
   * Has a treatment go on until it is shown to be worse than the incumbent: one that is as good is
   * dropped before it has the largest number of replicates with a probability of at most a fifth.
   * It costs many replicates.
   *
   * @param screening whether it does
   * @return the changed options
   */
  public Racing strict(boolean screening) {
    return with(new Incumbent(incumbent.isKept(), incumbent.refresh(), screening));
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
    return with(new Values(true, values.low(), values.high()));
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
    return with(new Values(values.areFinite(), low, high));
  }

  private Racing with(Incumbent other) {
    return new Racing(least, most, finalists, confidence, reserve, indifference, other, values);
  }

  private Racing with(Values other) {
    return new Racing(least, most, finalists, confidence, reserve, indifference, incumbent, other);
  }

  /** {@return the options in words, for example {@code 1 to 30 replicates, 5 finalists, …}} */
  @Override
  public String toString() {
    return "%s to %s replicates%s, %s finalists, confidence %s, reserve %s%s%s%s%s"
        .formatted(
            least,
            most,
            values.areFinite() ? " of " + most + " that there are" : "",
            finalists,
            confidence,
            reserve,
            indifference == 0 ? "" : ", indifference " + indifference,
            incumbent.isKept() ? ", climb, refresh " + incumbent.refresh() : "",
            incumbent.strict() ? ", strict" : "",
            values.hasRange() ? ", values in %s to %s".formatted(values.low(), values.high()) : "");
  }
}
