package dev.beryl.examples.cancer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the example.
 *
 * @param optimizer the name of an installed optimizer
 * @param trials the number of trials
 * @param replicates the number of splits for each treatment in the search
 * @param journal the study's journal; if the file exists, the study continues from it; null for
 *     none
 */
record Settings(String optimizer, int trials, int replicates, @Nullable Path journal) {

  /** Reads the system properties of these names. */
  static Settings fromProperties() {
    return new Settings(
        System.getProperty("optimizer", "tpe"),
        number("trials", 45),
        number("replicates", 3),
        path("journal"));
  }

  private static @Nullable Path path(String property) {
    String text = System.getProperty(property);
    return text == null ? null : Path.of(text);
  }

  private static int number(String property, int otherwise) {
    String text = System.getProperty(property);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D%s: expected an integer, got '%s'".formatted(property, text), e);
    }
  }

  @Override
  public String toString() {
    return "%s trials of %s replicates, optimizer %s%s"
        .formatted(trials, replicates, optimizer, journal == null ? "" : ", journal " + journal);
  }
}
