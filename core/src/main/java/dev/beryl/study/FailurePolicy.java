package dev.beryl.study;

/**
 * When failing trials end a study.
 *
 * @param inARow how many trials must fail or time out in a row, at least 1; {@link
 *     Integer#MAX_VALUE} for never
 */
public record FailurePolicy(int inARow) {
  /** What a study has unless set otherwise: ten failures in a row. */
  public static final FailurePolicy DEFAULT = new FailurePolicy(10);

  /**
   * The first failure ends the study.
   *
   * @return the policy
   */
  public static FailurePolicy failFast() {
    return new FailurePolicy(1);
  }

  /**
   * Failures never end the study.
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
