package dev.beryl;

import dev.beryl.fault.Nulls;

/**
 * Thrown if a resource or step cannot be opened or closed, or if the pipeline fails in {@link
 * Experiment#apply}. The cause is the exception that the experiment's code threw.
 */
public final class ExperimentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message what failed, and where
   * @param cause what was thrown
   */
  public ExperimentException(String message, Throwable cause) {
    Nulls.refuse("experiment exception: message", message);
    Nulls.refuse("experiment exception: cause", cause);
    super(message, cause);
  }
}
