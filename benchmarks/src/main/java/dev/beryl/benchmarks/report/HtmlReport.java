package dev.beryl.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One page with a picture of each benchmark class, that opens without a network. */
final class HtmlReport {
  private static final int WIDTH = 420;
  private static final int BAR = 18;

  private HtmlReport() {}

  static String of(List<Row> rows, String environment) {
    var text = new StringBuilder();
    text.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Beryl benchmarks</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        td, th { padding: .2rem .8rem .2rem 0; text-align: right; border-bottom: 1px solid #ddd; }
        td:first-child, th:first-child { text-align: left; }
        .own { fill: #0b7a75; } .floor { fill: #b0b7bf; } .peer { fill: #d98324; } .error { stroke: #222; }
        .missed { color: #b00020; font-weight: bold; }
        </style>
        </head>
        <body>
        <h1>Beryl benchmarks</h1>
        """);
    text.append("<p>%s</p>\n".formatted(escaped(environment)));
    text.append(
        "<p>Bars are nanoseconds an operation on a logarithmic scale, with 99.9 % intervals:"
            + " this library, <span style=\"color:#b0b7bf\">floors</span>,"
            + " <span style=\"color:#d98324\">peers</span>.</p>\n");
    rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.measured().name().substring(0, row.measured().name().indexOf('.')),
                TreeMap::new,
                Collectors.toList()))
        .forEach((name, of) -> section(text, name, of));
    return text.append("</body>\n</html>\n").toString();
  }

  private static void section(StringBuilder text, String name, List<Row> rows) {
    text.append("<h2>%s</h2>\n<table>\n".formatted(escaped(name)));
    text.append(
        "<tr><th>benchmark</th><th></th><th>ns</th><th>±</th><th>bytes</th><th>× floor</th>"
            + "<th>× peer</th><th>goal</th></tr>\n");
    double most = rows.stream().mapToDouble(row -> row.measured().score()).max().orElse(1);
    double least = rows.stream().mapToDouble(row -> row.measured().score()).min().orElse(1);
    for (Row row : rows) {
      boolean missed = row.goals().stream().anyMatch(row::misses);
      text.append("<tr><td>%s</td><td>%s</td>".formatted(label(row), bar(row, least, most)));
      for (double figure :
          new double[] {
            row.measured().score(),
            row.measured().error(),
            row.measured().allocated(),
            row.floors(),
            row.peers()
          }) {
        text.append("<td>%s</td>".formatted(Figures.of(figure)));
      }
      text.append(
          "<td%s>%s</td></tr>\n"
              .formatted(
                  missed ? " class=\"missed\"" : "", escaped(row.goalText().replace("**", ""))));
    }
    text.append("</table>\n");
  }

  private static String label(Row row) {
    String name = row.measured().name();
    String method = name.substring(name.indexOf('.') + 1);
    String parameters = row.measured().parameters();
    return escaped(parameters.isEmpty() ? method : method + ", " + parameters);
  }

  private static String bar(Row row, double least, double most) {
    double error = Double.isNaN(row.measured().error()) ? 0 : row.measured().error();
    double score = row.measured().score();
    double end = place(score, least, most);
    double from = place(Math.max(score - error, least / 2), least, most);
    double to = place(score + error, least, most);
    return String.format(
        Locale.ROOT,
        "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s ns\"><rect class=\"%s\" x=\"0\""
            + " y=\"3\" width=\"%.1f\" height=\"%d\"/><line class=\"error\" x1=\"%.1f\" x2=\"%.1f\""
            + " y1=\"%d\" y2=\"%d\"/></svg>",
        WIDTH,
        BAR,
        Figures.of(score),
        row.role().name().toLowerCase(Locale.ROOT),
        end,
        BAR - 6,
        from,
        Math.min(to, WIDTH),
        BAR / 2,
        BAR / 2);
  }

  /** Half the least time is at the left end, the most at nine tenths. */
  private static double place(double value, double least, double most) {
    double span = Math.log(most / least * 2);
    return Math.max(0, Math.log(value / least * 2) / span * WIDTH * 0.9);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
