package dev.beryl.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A journal cannot be used: it is no journal, is damaged, is in use, is another study's, or cannot
 * be read or written. The message says which, where, and what to do; the file is as it was.
 */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param journal the file
   * @param message what is wrong with it and what to do
   * @param cause the exception behind it, if there is one
   */
  public JournalException(Path journal, String message, @Nullable Throwable cause) {
    super("journal " + journal + ": " + message, cause);
  }

  /**
   * Makes the exception.
   *
   * @param journal the file
   * @param message what is wrong with it and what to do
   */
  public JournalException(Path journal, String message) {
    this(journal, message, null);
  }
}
