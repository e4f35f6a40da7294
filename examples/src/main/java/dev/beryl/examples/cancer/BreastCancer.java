package dev.beryl.examples.cancer;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * The Breast Cancer Wisconsin (Diagnostic) data: 569 tumors with 30 measures each, benign or
 * malignant. Its source and license are in {@code breast_cancer.md} beside the file.
 */
final class BreastCancer {
  static final int FEATURES = 30;
  private static final String FILE = "breast_cancer.csv";

  private BreastCancer() {}

  /** Reads the examples, in the order of the file. */
  static List<Example<Label>> read() throws IOException {
    var stream = BreastCancer.class.getResourceAsStream(FILE);
    if (stream == null) {
      throw new FileNotFoundException(FILE + " is not beside " + BreastCancer.class);
    }
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      // The first line has the counts of rows and of features, then the names of the classes.
      List<String> header = List.of(reader.readLine().split(",", -1));
      List<String> classes = header.subList(2, header.size());
      return reader.lines().map(line -> example(line, classes)).toList();
    }
  }

  private static Example<Label> example(String line, List<String> classes) {
    String[] cells = line.split(",", -1);
    String[] names = new String[FEATURES];
    Arrays.setAll(names, i -> "measure %s".formatted(10 + i)); // two digits: names sort as columns
    double[] values = new double[FEATURES];
    Arrays.setAll(values, i -> Double.parseDouble(cells[i]));
    var label = new Label(classes.get(Integer.parseInt(cells[FEATURES])));
    return new ArrayExample<>(label, names, values);
  }
}
