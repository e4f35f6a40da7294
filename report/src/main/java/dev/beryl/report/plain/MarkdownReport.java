package dev.beryl.report.plain;

import dev.beryl.report.page.Encoder;
import dev.beryl.report.study.Figures;
import dev.beryl.report.study.Statement;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.Collectors;

/** A report for a comment to a change. */
public final class MarkdownReport {
  private static final int ROWS = 5;
  private static final int MOST_COLUMNS = 8;
  private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~@:/=";

  private MarkdownReport() {}

  /** {@return the report} */
  public static String of(List<StudyView> studies) {
    return studies.stream().map(MarkdownReport::of).collect(Collectors.joining("\n"));
  }

  private static String of(StudyView view) {
    List<Trial> trials = view.result().trials();
    Statement statement = Statement.of(view);
    var out = new StringBuilder("### ").append(escaped(view.title())).append("\n\n");
    out.append(Figures.count(trials.size(), "trial")).append(" of ");
    out.append(escaped(view.result().optimizer())).append(": ");
    out.append(
            view.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", ")))
        .append("\n\n");
    statement
        .treatment()
        .ifPresent(treatment -> {
          out.append("**Use** (").append(escaped(statement.origin())).append("): ");
          out.append(
                  treatment.values().entrySet().stream()
                      .map(v ->
                          escaped(v.getKey())
                              + " = **"
                              + escaped(String.valueOf(v.getValue()))
                              + "**")
                      .collect(Collectors.joining(", ")))
              .append("\n\n");
        });
    if (!statement.estimate().isEmpty()) {
      out.append(escaped(statement.estimate())).append("\n\n");
    }
    statement.sentences().forEach(s -> out.append("- ").append(escaped(s)).append('\n'));
    table(out, view);
    return out.toString();
  }

  private static void table(StringBuilder out, StudyView view) {
    List<Trial> best = TextReport.best(view.result().trials(), ROWS);
    if (best.isEmpty()) {
      return;
    }
    List<Parameter> parameters =
        view.result().space().parameters().stream().limit(MOST_COLUMNS).toList();
    out.append("\n| trial | ").append(escaped(view.result().objectives().getFirst().metric()));
    parameters.forEach(p -> out.append(" | ").append(escaped(p.name())));
    out.append(" |\n").append("| --- ".repeat(parameters.size() + 2)).append("|\n");
    for (Trial trial : best) {
      out.append("| ").append(trial.number()).append(" | ");
      out.append(Figures.estimate(trial.value(), trial.standardError()));
      for (Parameter parameter : parameters) {
        Object value = trial.treatment().value(parameter.name());
        out.append(" | ").append(value == null ? "" : escaped(TextReport.shown(value)));
      }
      out.append(" |\n");
    }
  }

  /** A text in which nothing is markup, a link, a mention or HTML. */
  static String escaped(String text) {
    var out = new StringBuilder();
    Encoder.shortened(TextReport.visible(text), 300)
        .codePoints()
        .forEach(c -> {
          if (c == '@') {
            out.append("&#64;"); // a backslash does not stop a mention
          } else if (c == '&') {
            out.append("&amp;");
          } else {
            if (isSpecial(c)) {
              out.append('\\');
            }
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean isSpecial(int c) {
    return SPECIAL.indexOf(c) >= 0
        && c != '.'
        && c != '-'
        && c != '('
        && c != ')'
        && c != '='
        && c != '/';
  }
}
