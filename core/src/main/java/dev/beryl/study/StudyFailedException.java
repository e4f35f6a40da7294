package dev.beryl.study;

import org.jspecify.annotations.Nullable;

/**
 * A study was ended by its failure policy, by a failing optimizer or pruner, or by its journal.
 * What was finished is kept.
 */
public final class StudyFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient StudyResult result;

  /**
   * Makes the exception.
   *
   * @param message what ended the study
   * @param result what was finished before
   * @param cause the exception behind it, if there is one
   */
  public StudyFailedException(String message, StudyResult result, @Nullable Throwable cause) {
    super(message, cause);
    this.result = result;
  }

  /** {@return what was finished before the study failed} */
  public StudyResult result() {
    return result;
  }
}
