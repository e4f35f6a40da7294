package dev.beryl.benchmarks.report;

import dev.beryl.benchmarks.results.Environment;
import dev.beryl.benchmarks.results.JmhResults;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Makes of JMH's JSON a Markdown table and a page with pictures: each figure with its confidence
 * interval, its allocation, its ratio to the floor and to the best peer of the same run, and the
 * goals. Renews the tables of a document that is written by hand otherwise.
 */
public final class BenchmarkReport {
  private static final String USAGE =
      "usage: BenchmarkReport <jmh.json> <to.md> <to.html> [document]";
  private static final int ARGUMENTS = 3;

  private BenchmarkReport() {}

  /**
   * Writes the report; ends with exit code 2, and a line that says why, if that cannot be done.
   *
   * @param arguments the results, beside which {@code environment.properties} is expected; the
   *     Markdown to write; the HTML to write; if one is to be renewed, the document
   */
  public static void main(String[] arguments) {
    System.exit(run(System.err, arguments));
  }

  static int run(PrintStream log, String... arguments) {
    if (arguments.length < ARGUMENTS || arguments.length > ARGUMENTS + 1) {
      log.println(USAGE);
      return 2;
    }
    try {
      Path results = Path.of(arguments[0]);
      RunReport report =
          RunReport.of(
              Environment.read(results.resolveSibling("environment.properties")),
              JmhResults.read(results),
              Goal.all());
      Files.writeString(Path.of(arguments[1]), MarkdownReport.whole(report));
      Files.writeString(Path.of(arguments[2]), Page.of(report));
      if (arguments.length > ARGUMENTS && !arguments[ARGUMENTS].isBlank()) {
        renew(Path.of(arguments[ARGUMENTS]), report, log);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      log.println(e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      log.println(e);
    }
    return 2;
  }

  private static void renew(Path file, RunReport report, PrintStream log) throws IOException {
    try {
      Document document = Document.renewed(Files.readString(file), report);
      Files.writeString(file, document.text());
      if (!document.older().isEmpty()) {
        log.println(
            "document %s: not in this run, so that their tables were left as they are: %s"
                .formatted(file, String.join(", ", document.older())));
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("document %s: there is no such file".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("document %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
