package dev.beryl.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A report as Markdown. */
final class MarkdownReport {
  private MarkdownReport() {}

  /** All of it in one text, benchmarks in one table. */
  static String whole(RunReport report) {
    List<Row> rows =
        report.rows().stream()
            .sorted(
                Comparator.<Row, String>comparing(row -> row.measured().type())
                    .thenComparing(Row.BY_METHOD))
            .toList();
    var columns = new ArrayList<Column<Row>>();
    columns.add(new Column<>("benchmark", row -> row.role().label(row.measured().name())));
    columns.addAll(Column.parameters(rows));
    columns.addAll(Column.figures(rows));
    return """
    # Benchmarks

    %s

    ## Goals

    %s

    ## Figures

    %s
    """
        .formatted(environment(report), goals(report), Column.table(columns, rows));
  }

  static String environment(RunReport report) {
    return "Commit %s. %s; %s; JDK %s.\n\n%s"
        .formatted(
            report.environment().commit(),
            report.environment().machine(),
            report.environment().system(),
            report.environment().jdk(),
            RunReport.LEGEND.replace(". ", ".\n"));
  }

  static String goals(RunReport report) {
    return Column.table(Column.GOALS, report.goalResults()) + "\n\n" + report.summary();
  }

  /** The table of a class. */
  static String of(RunReport report, String type) {
    List<Row> rows = report.of(type).stream().sorted(Row.BY_METHOD).toList();
    var columns = new ArrayList<Column<Row>>();
    columns.add(new Column<>("benchmark", row -> row.role().label(row.measured().method())));
    columns.addAll(Column.parameters(rows));
    columns.addAll(Column.figures(rows));
    return Column.table(columns, rows);
  }
}
