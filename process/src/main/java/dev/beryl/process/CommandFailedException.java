package dev.beryl.process;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by the step of a command if its program could not be started, ran into the command's
 * timeout, ended with another exit code than 0, or did not give its metrics. The message has the
 * command line, how it ended, the end of what it printed, and where its working directory is.
 */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
