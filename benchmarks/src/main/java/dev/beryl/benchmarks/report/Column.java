package dev.beryl.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of a table.
 *
 * @param header what is in it
 * @param cell its text; empty if there is nothing to say
 */
record Column<R>(String header, Function<R, String> cell) {

  /** Of goals. */
  static final List<Column<GoalResult>> GOALS =
      List.of(
          new Column<>("benchmark", result -> result.goal().name()),
          new Column<>("parameters", GoalResult::parameters),
          new Column<>("asked", result -> result.goal().asked()),
          new Column<>("limit", result -> result.goal().limit()),
          new Column<>("measured", GoalResult::figureText),
          new Column<>("", GoalResult::statusText));

  /** Parameters, one column each if all rows have the same ones. */
  static List<Column<Row>> parameters(List<Row> rows) {
    List<Set<String>> names =
        rows.stream()
            .map(row -> Parameters.of(row.measured().parameters()).keySet())
            .distinct()
            .toList();
    if (names.size() != 1) {
      return List.of(new Column<>("parameters", row -> row.measured().parameters()));
    }
    return names.getFirst().stream()
        .map(name -> new Column<Row>(name, row -> parameter(row, name)))
        .toList();
  }

  private static String parameter(Row row, String name) {
    String value = Parameters.of(row.measured().parameters()).get(name);
    return Figures.grouped(String.valueOf(value));
  }

  /** What was measured, without columns that are empty in all rows. */
  static List<Column<Row>> figures(List<Row> rows) {
    return Stream.of(
            new Column<Row>(
                "time", row -> Figures.time(row.measured().score(), row.measured().error())),
            new Column<Row>("bytes", row -> Figures.bytes(row.measured().allocated())),
            new Column<Row>("× floor", row -> Figures.of(row.floors())),
            new Column<Row>("× best peer", row -> Figures.of(row.peers())),
            new Column<Row>("goal", Column::goals))
        .filter(column -> rows.stream().anyMatch(row -> !column.cell().apply(row).isEmpty()))
        .toList();
  }

  private static String goals(Row row) {
    return row.goalResults().stream()
        .map(result -> result.goal().limit() + ": " + result.statusText())
        .collect(Collectors.joining("; "));
  }

  /** A Markdown table. */
  static <R> String table(List<Column<R>> columns, List<R> rows) {
    var lines = new ArrayList<String>();
    lines.add(line(columns.stream().map(Column::header)));
    lines.add(line(columns.stream().map(_ -> "---")));
    for (R row : rows) {
      lines.add(line(columns.stream().map(column -> column.cell().apply(row))));
    }
    return String.join("\n", lines);
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }
}
