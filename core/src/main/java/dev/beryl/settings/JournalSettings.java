package dev.beryl.settings;

import dev.beryl.journal.Durability;
import java.nio.file.Path;

/**
 * Where a study keeps its journal.
 *
 * @param durability how much of it a crash may lose
 */
public record JournalSettings(Path file, Durability durability) {
  @Override
  public String toString() {
    return "'%s' (%s)".formatted(file, durability);
  }
}
