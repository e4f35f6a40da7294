package dev.beryl.journal;

import dev.beryl.fault.Nulls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a journal cannot be used: the file is not a journal, is damaged, is in use, belongs to
 * another study, or cannot be read or written. The message says which, where, and what to do; the
 * file is left unchanged.
 */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param journal the file
   * @param message what is wrong with it and what to do
   * @param cause the exception that caused it, if there is one
   */
  public JournalException(Path journal, String message, @Nullable Throwable cause) {
    Nulls.refuse("journal exception: journal", journal);
    Nulls.refuse("journal exception: message", message);
    super("journal " + journal + ": " + message, cause);
  }

  /**
   * Creates the exception.
   *
   * @param journal the file
   * @param message what is wrong with it and what to do
   */
  public JournalException(Path journal, String message) {
    this(journal, message, null);
  }
}
