package dev.beryl.settings;

import dev.beryl.journal.Durability;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a study keeps its journal.
 *
 * @param durability how much of it a crash may lose
 */
public record JournalSettings(Path file, Durability durability) {
  public JournalSettings {
    require(file, "a file");
    require(durability, "a durability, such as Durability.grouped()");
  }

  private static void require(@Nullable Object given, String expected) {
    if (given == null) {
      throw new IllegalArgumentException("journal: expected %s, got null".formatted(expected));
    }
  }

  @Override
  public String toString() {
    return "'%s' (%s)".formatted(file, durability);
  }
}
