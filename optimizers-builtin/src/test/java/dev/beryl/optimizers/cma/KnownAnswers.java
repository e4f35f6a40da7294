package dev.beryl.optimizers.cma;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Named vectors of numbers, a line for each, from a file of known answers. */
record KnownAnswers(Map<String, double[]> vectors) {

  static KnownAnswers of(String file) {
    String path = "/known-answers/" + file;
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KnownAnswers.class.getResourceAsStream(path), path),
                StandardCharsets.UTF_8))) {
      return new KnownAnswers(
          reader
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" "))
              .collect(Collectors.toMap(words -> words[0], KnownAnswers::numbers)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String[] words) {
    return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  double[] vector(String name) {
    return Objects.requireNonNull(vectors.get(name), name);
  }

  double number(String name) {
    return vector(name)[0];
  }

  /** The vector cut into rows. */
  double[][] rows(String name, int length) {
    double[] all = vector(name);
    double[][] rows = new double[all.length / length][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * length, (i + 1) * length));
    return rows;
  }
}
