package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.JmhResults;
import dev.beryl.benchmarks.results.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes of JMH's JSON a Markdown table and a page with pictures: each figure with its confidence
 * interval, its allocation, its ratio to the floor and to the best peer of the same run, and its
 * goals.
 */
public final class BenchmarkReport {
  private BenchmarkReport() {}

  /**
   * Writes the report.
   *
   * @param arguments the results; the Markdown to write; the HTML to write; a text that says on
   *     what machine, JDK and commit they were taken
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    List<Row> rows;
    try {
      rows = Rows.of(JmhResults.read(Path.of(arguments[0])), Goal.all());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    String environment = arguments[3] + ", " + machine();
    Files.writeString(Path.of(arguments[1]), markdown(rows, environment));
    Files.writeString(Path.of(arguments[2]), HtmlReport.of(rows, environment));
  }

  private static String machine() {
    return "%s %s, %s processors, JDK %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  static String markdown(List<Row> rows, String environment) {
    var text = new StringBuilder();
    text.append(
        "%s. Times in ns an operation, with JMH's 99.9 %% interval.\n\n".formatted(environment));
    text.append("| benchmark | parameters | ns | bytes | × floor | × peer | goal |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    rows.forEach(row -> text.append(row.markdown()).append('\n'));
    long missed = rows.stream().flatMap(row -> row.goals().stream().filter(row::misses)).count();
    long goals = rows.stream().mapToLong(row -> row.goals().size()).sum();
    return text.append("\n%s of %s goals are reached.\n".formatted(goals - missed, goals))
        .toString();
  }

  static String markdown(List<Measured> measured, List<Goal> goals, String environment) {
    return markdown(Rows.of(measured, goals), environment);
  }
}
