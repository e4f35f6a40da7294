package dev.beryl.study;

/**
 * The rule by which failed trials end a study.
 *
 * @param inARow the number of trials in a row that must fail or time out, at least 1; with {@link
 *     Integer#MAX_VALUE} failures never end the study
 */
public record FailurePolicy(int inARow) {
  /** The policy of a study unless set otherwise: ten failures in a row end it. */
  public static final FailurePolicy DEFAULT = new FailurePolicy(10);

  /**
   * Creates a policy by which the first failure ends the study.
   *
   * @return the policy
   */
  public static FailurePolicy failFast() {
    return new FailurePolicy(1);
  }

  /**
   * Creates a policy by which failures never end the study.
   *
   * @return the policy
   */
  public static FailurePolicy neverFail() {
    return new FailurePolicy(Integer.MAX_VALUE);
  }

  @Override
  public String toString() {
    return inARow == Integer.MAX_VALUE ? "any number" : inARow + " in a row";
  }
}
