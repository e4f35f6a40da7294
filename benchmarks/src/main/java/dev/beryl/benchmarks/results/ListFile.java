package dev.beryl.benchmarks.results;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A list in a file beside a class: a line each, and lines that begin with # for its readers. */
public final class ListFile {
  private ListFile() {}

  /** Reads a list. */
  public static <T> List<T> of(Class<?> beside, String name, Function<String, T> parse) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
