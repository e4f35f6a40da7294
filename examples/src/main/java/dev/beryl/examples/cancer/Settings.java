package dev.beryl.examples.cancer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the example.
 *
 * @param optimizer the name of an installed optimizer
 * @param trials how many treatments are tried
 * @param replicates on how many splits each
 * @param journal a file in which the study is kept, and goes on if it is there; null: none
 */
record Settings(String optimizer, int trials, int replicates, @Nullable Path journal) {

  /** Reads the system properties of these names. */
  static Settings fromProperties() {
    return new Settings(
        System.getProperty("optimizer", "tpe"),
        number("trials", 30),
        number("replicates", 6),
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
