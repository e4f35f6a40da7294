package dev.beryl;

import dev.beryl.fault.Text;
import dev.beryl.trial.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the key and the text of a note. */
final class NoteTexts {
  private static final List<String> OWN = List.of(Artifact.KEY, Lease.KEY);

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
    for (String own : OWN) {
      if (key.startsWith(own)) {
        throw new IllegalArgumentException(
            "%s notes '%s' under key '%s': keys that start with '%s' are the library's; choose another"
                .formatted(who, text, key, own));
      }
    }
    var _ = Text.requireWellFormed("key of a note", key);
    var _ = Text.requireWellFormed("note '" + key + "'", text);
  }
}
