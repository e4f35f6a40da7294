package dev.beryl.study;

import dev.beryl.fault.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a study is ended by its failure policy, by a failing optimizer or pruner, or by its
 * journal. It has the result up to then.
 */
public final class StudyFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient StudyResult result;

  /**
   * Creates the exception.
   *
   * @param message what ended the study
   * @param result the result up to then
   * @param cause the exception that ended the study, if there is one
   */
  public StudyFailedException(String message, StudyResult result, @Nullable Throwable cause) {
    Nulls.refuse("study failure: message", message);
    Nulls.refuse("study failure: result", result);
    super(message, cause);
    this.result = result;
  }

  /** {@return the result of the trials that ended before the study failed} */
  public StudyResult result() {
    return result;
  }
}
