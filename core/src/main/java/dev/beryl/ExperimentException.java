package dev.beryl;

/**
 * A resource or step could not be opened or closed, or the pipeline failed where its output was
 * asked for. The cause is what the user's code threw.
 */
public final class ExperimentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param message where it happened
   * @param cause what was thrown
   */
  public ExperimentException(String message, Throwable cause) {
    super(message, cause);
  }
}
