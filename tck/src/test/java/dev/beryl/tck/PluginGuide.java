package dev.beryl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The guide for plug-in authors. */
final class PluginGuide {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private PluginGuide() {}

  static List<String> lines() {
    try {
      return Files.readAllLines(ROOT.resolve("docs/plugin-guide.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table of offenders has what was said of this one; its numbers may be others. */
  static void requireRow(Offense offense, String said) {
    String row = "| %s | %s | %s |".formatted(offense.rule(), offense.deed(), said);

    assertThat(lines()).extracting(PluginGuide::withoutNumbers).contains(withoutNumbers(row));
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("-?\\d+(\\.\\d+)?(E-?\\d+)?", "#");
  }
}
