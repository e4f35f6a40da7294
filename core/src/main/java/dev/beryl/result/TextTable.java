package dev.beryl.result;

import dev.beryl.space.Parameter;
import dev.beryl.study.StudyResult;
import dev.beryl.text.Numbers;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The best trials of a result, in lines of at most 80 characters unless results need more. */
final class TextTable {
  private static final int WIDTH = 80;
  private static final int WIDEST = 24; // of a column
  private static final String GAP = "  ";

  private TextTable() {}

  static String of(StudyResult result, int most) {
    boolean alone = result.objectives().size() == 1;
    List<Trial> shown =
        alone ? result.top(most) : result.paretoFront().stream().limit(most).toList();
    var columns = new ArrayList<List<String>>();
    columns.add(column("trial", shown, trial -> Integer.toString(trial.number())));
    for (int i = 0; i < result.objectives().size(); i++) {
      int objective = i;
      columns.add(
          column(
              nameOf(result.objectives(), i),
              shown,
              trial -> Numbers.estimate(trial.value(objective), trial.standardError(objective))));
    }
    if (shown.stream().anyMatch(trial -> trial.origin() != Origin.PROPOSED)) {
      columns.add(column("origin", shown, trial -> trial.origin().name().toLowerCase(Locale.ROOT)));
    }
    int fixed = columns.size();
    for (Parameter parameter : result.space().parameters()) {
      columns.add(
          column(
              parameter.name(), shown, trial -> cell(trial.treatment().value(parameter.name()))));
    }
    int fitting = fitting(columns, fixed);
    var text = new StringBuilder();
    for (int line = 0; line <= shown.size(); line++) {
      text.append(line(columns.subList(0, fitting), line)).append('\n');
    }
    if (fitting < columns.size()) {
      append(
          text,
          "not shown: "
              + String.join(
                  ", ",
                  columns.subList(fitting, columns.size()).stream().map(List::getFirst).toList()));
    }
    append(text, last(result, shown.size(), alone));
    Recommendations.byOptimizer(result).ifPresent(use -> append(text, "use " + use));
    return text.toString();
  }

  /** The metric; where several objectives have the same one, what tells them apart as well. */
  private static String nameOf(List<Objective> all, int index) {
    String metric = all.get(index).metric();
    return all.stream().filter(o -> o.metric().equals(metric)).count() == 1
        ? metric
        : all.get(index).toString();
  }

  private static List<String> column(
      String name, List<Trial> trials, Function<Trial, String> cell) {
    var column = new ArrayList<String>(List.of(shortened(name)));
    trials.forEach(trial -> column.add(shortened(cell.apply(trial))));
    return column;
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> Numbers.shown(number);
      default -> value.toString();
    };
  }

  private static String shortened(String cell) {
    String plain = cell.replaceAll("\\s+", " ");
    return plain.length() <= WIDEST ? plain : plain.substring(0, WIDEST - 1) + "…";
  }

  /** How many of the first columns fit, at least those that always come. */
  private static int fitting(List<List<String>> columns, int least) {
    int width = 0;
    for (int i = 0; i < columns.size(); i++) {
      width += width(columns.get(i)) + (i == 0 ? 0 : GAP.length());
      if (width > WIDTH && i >= least) {
        return i;
      }
    }
    return columns.size();
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String line(List<List<String>> columns, int index) {
    var line = new StringBuilder();
    for (List<String> column : columns) {
      String cell = column.get(index);
      line.append(line.isEmpty() ? "" : GAP);
      line.append(" ".repeat(width(column) - cell.length())).append(cell);
    }
    return line.toString().stripTrailing();
  }

  /** Appends a text, over several lines if it is long. */
  private static void append(StringBuilder table, String text) {
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length > 0 && length + 1 + word.length() > WIDTH) {
        table.append('\n');
        length = 0;
      }
      table.append(length == 0 ? "" : " ").append(word);
      length += word.length() + (length == 0 ? 0 : 1);
    }
    table.append('\n');
  }

  private static String last(StudyResult result, int shown, boolean alone) {
    List<Trial> trials = result.trials();
    long completed = trials.stream().filter(Trial::isCompleted).count();
    return "%s %s of %s trials, %s completed%s"
        .formatted(
            alone ? "the best" : "of the Pareto front",
            shown,
            trials.size(),
            completed,
            result.outcomeConstraints().isEmpty() ? "" : "; all shown satisfy the constraints");
  }
}
