package dev.beryl.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report as one page with pictures, that opens without a network. */
final class Page {
  private final StringBuilder html = new StringBuilder();
  private final RunReport report;

  private Page(RunReport report) {
    this.report = report;
  }

  static String of(RunReport report) {
    var page = new Page(report);
    page.head();
    page.goals();
    report.types().forEach(page::section);
    return page.html.append("</body>\n</html>\n").toString();
  }

  private void head() {
    var environment = report.environment();
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Beryl benchmarks, %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>Beryl benchmarks</h1>
        <p>Commit <b>%s</b><br>%s<br>%s<br>JDK %s</p>
        <p>%s</p>
        <p class="legend">%s this library %s peer %s floor %s 99.9 %% interval %s goal %s goal that is missed</p>
        <p>Bars are times on logarithmic scales, one for each group with the same parameters.</p>
        """
            .formatted(
                escaped(environment.commit()),
                style(),
                escaped(environment.commit()),
                escaped(environment.machine()),
                escaped(environment.system()),
                escaped(environment.jdk()),
                escaped(RunReport.LEGEND),
                sample("<rect class=\"own\" y=\"2\" width=\"26\" height=\"12\"/>"),
                sample("<rect class=\"peer\" y=\"2\" width=\"26\" height=\"12\"/>"),
                sample("<rect class=\"floor\" y=\"2\" width=\"26\" height=\"12\"/>"),
                sample("<path class=\"interval\" d=\"M2 8H24M2 4V12M24 4V12\"/>"),
                sample("<path class=\"goal\" d=\"M13 6V16M9 0h8l-4 6z\"/>"),
                sample("<path class=\"goal missed\" d=\"M13 6V16M9 0l8 8m-8 0l8-8\"/>")));
  }

  private static String sample(String shape) {
    return "<svg width=\"26\" height=\"16\" aria-hidden=\"true\">" + shape + "</svg>";
  }

  private static String style() {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void goals() {
    html.append("<h2>Goals</h2>\n<p>%s</p>\n<table class=\"goals\">\n".formatted(report.summary()));
    header(Column.GOALS);
    html.append("</tr>\n");
    for (GoalResult result : report.goalResults()) {
      html.append("<tr%s>".formatted(kind(result.status())));
      Column.GOALS.forEach(column -> cell(column.cell().apply(result)));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private static String kind(GoalResult.Status status) {
    return " class=\"%s\"".formatted(status.name().toLowerCase(Locale.ROOT));
  }

  private void section(String type) {
    List<Row> rows =
        report.of(type).stream()
            .sorted(
                Comparator.<Row, String>comparing(
                        row -> row.measured().parameters(), Parameters.ORDER)
                    .thenComparing(Row.BY_METHOD))
            .toList();
    List<Column<Row>> figures = Column.figures(rows);
    html.append("<h2 id=\"%s\">%s</h2>\n<table>\n".formatted(type, type));
    html.append("<tr><th>benchmark</th><th></th>");
    figures.forEach(column -> html.append("<th>%s</th>".formatted(escaped(column.header()))));
    html.append("</tr>\n");
    rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.measured().parameters(), LinkedHashMap::new, Collectors.toList()))
        .forEach((parameters, group) -> group(parameters, group, figures));
    html.append("</table>\n");
  }

  private void group(String parameters, List<Row> rows, List<Column<Row>> figures) {
    TimeScale scale = TimeScale.of(rows);
    html.append(
        "<tbody>\n<tr class=\"group\"><th>%s</th><th class=\"picture\">%s</th>"
            .formatted(readable(parameters), scale.axis()));
    html.append("<th colspan=\"%s\"></th></tr>\n".formatted(figures.size()));
    rows.forEach(row -> row(row, scale, figures));
    html.append("</tbody>\n");
  }

  private static String readable(String parameters) {
    return Parameters.of(parameters).entrySet().stream()
        .map(parameter ->
            escaped(parameter.getKey() + " = " + Figures.grouped(parameter.getValue())))
        .collect(Collectors.joining(", "));
  }

  private void header(List<? extends Column<?>> columns) {
    html.append("<tr>");
    columns.forEach(column -> html.append("<th>%s</th>".formatted(escaped(column.header()))));
  }

  private void row(Row row, TimeScale scale, List<Column<Row>> figures) {
    boolean missed =
        row.goalResults().stream().anyMatch(result -> result.status() == GoalResult.Status.MISSED);
    html.append(missed ? "<tr class=\"missed\">" : "<tr>");
    cell(row.role().label(row.measured().method()));
    html.append("<td class=\"picture\">%s</td>".formatted(scale.bar(row)));
    figures.forEach(column -> cell(column.cell().apply(row)));
    html.append("</tr>\n");
  }

  private void cell(String text) {
    html.append("<td>%s</td>".formatted(escaped(text).replace("**missed**", "<b>✗ missed</b>")));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
