package dev.beryl;

import dev.beryl.fault.Text;
import org.jspecify.annotations.Nullable;

/** Checks the key and the text of a note. */
final class NoteTexts {
  private NoteTexts() {}

  /**
   * Requires a note that can be kept.
   *
   * @param who notes it, for the message
   * @throws IllegalArgumentException if the key is blank, or a text is null or not well-formed
   */
  static void require(String who, @Nullable String key, @Nullable String text) {
    if (key == null || key.isBlank() || text == null) {
      throw new IllegalArgumentException(
          "%s notes '%s' under key '%s': expected a key that is not blank, and a text"
              .formatted(who, text, key));
    }
    var _ = Text.requireWellFormed("key of a note", key);
    var _ = Text.requireWellFormed("note '" + key + "'", text);
  }
}
