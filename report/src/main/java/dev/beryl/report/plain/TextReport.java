package dev.beryl.report.plain;

import dev.beryl.report.page.Encoder;
import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.Statement;
import dev.beryl.report.study.StudyView;
import dev.beryl.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for a terminal of 80 columns. */
public final class TextReport {
  static final int WIDTH = 80;
  private static final int ROWS = 10;

  private TextReport() {}

  /** {@return the report} */
  public static String of(List<StudyView> studies) {
    return studies.stream().map(TextReport::of).collect(Collectors.joining("\n"));
  }

  private static String of(StudyView view) {
    List<Trial> trials = view.result().trials();
    Statement statement = Statement.of(view);
    var out = new StringBuilder();
    wrap(out, "", visible(view.title()));
    wrap(
        out,
        "",
        "%s of %s: %s"
            .formatted(
                Figures.count(trials.size(), "trial"),
                visible(view.result().optimizer()),
                view.counts().entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey().word())
                    .collect(Collectors.joining(", "))));
    if (!trials.isEmpty() && view.result().objectives().size() == 1) {
      out.append(Sparkline.of(trials, WIDTH)).append('\n');
    }
    statement
        .treatment()
        .ifPresent(treatment -> {
          wrap(out, "", "use (" + visible(statement.origin()) + "):");
          for (Map.Entry<String, Object> value : treatment.values().entrySet()) {
            wrap(
                out,
                "  ",
                visible(value.getKey()) + " = " + visible(String.valueOf(value.getValue())));
          }
        });
    wrap(out, "", visible(statement.estimate()));
    statement.sentences().forEach(sentence -> wrap(out, "", visible(sentence)));
    table(out, trials);
    return out.toString();
  }

  private static void table(StringBuilder out, List<Trial> trials) {
    List<Trial> best = best(trials, ROWS);
    if (best.isEmpty()) {
      return;
    }
    out.append("\n%8s  %-24s  treatment%n".formatted("trial", "value").replace("\r\n", "\n"));
    for (Trial trial : best) {
      String line =
          "%8s  %-24s  "
              .formatted(
                  trial.number(),
                  Encoder.shortened(Figures.estimate(trial.value(), trial.standardError()), 24));
      String treatment =
          trial.treatment().values().entrySet().stream()
              .map(v -> visible(v.getKey()) + "=" + visible(shown(v.getValue())))
              .collect(Collectors.joining(" "));
      out.append(line).append(Encoder.shortened(treatment, WIDTH - line.length())).append('\n');
    }
  }

  /** The best feasible trials by the first objective. */
  static List<Trial> best(List<Trial> trials, int most) {
    return trials.stream()
        .filter(trial -> State.of(trial) == State.COMPLETED)
        .sorted(Comparator.<Trial>comparingDouble(Trial::loss).thenComparingInt(Trial::number))
        .limit(most)
        .toList();
  }

  static String shown(Object value) {
    return value instanceof Double number ? Figures.rounded(number, 4) : String.valueOf(value);
  }

  /** A text without characters that a terminal would obey. */
  static String visible(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          boolean hidden =
              type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR;
          out.appendCodePoint(hidden ? ' ' : c);
        });
    return out.toString();
  }

  private static void wrap(StringBuilder out, String indent, String text) {
    String rest = text;
    while (!rest.isEmpty()) {
      int most = WIDTH - indent.length();
      int end = rest.length();
      if (end > most) {
        int space = rest.lastIndexOf(' ', most);
        end = space > 0 ? space : most;
      }
      out.append(indent).append(rest, 0, end).append('\n');
      rest = rest.substring(end).stripLeading();
    }
  }
}
