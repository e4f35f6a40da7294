package dev.beryl.report.page;

import dev.beryl.journal.JournalHeader;
import dev.beryl.report.study.Figures;
import dev.beryl.report.study.Statement;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What was studied, and what to use. */
final class SummaryView {
  private static final int MOST_VALUES = 40;
  private static final int MOST_WARNINGS = 5;
  private static final int MOST_OF_A_FACT = 1000;

  private SummaryView() {}

  /** The treatment to use, large. */
  static String statement(Statement statement, StudyView view) {
    var out = new StringBuilder("<section id=\"statement\">\n");
    statement
        .treatment()
        .ifPresent(treatment -> {
          out.append("<p><b>Use</b>, %s:</p>\n".formatted(Encoder.encode(statement.origin())));
          values(out, treatment);
        });
    if (!statement.estimate().isEmpty()) {
      out.append("<p><b>%s</b></p>\n".formatted(Encoder.encode(statement.estimate())));
    }
    if (!statement.sentences().isEmpty()) {
      out.append("<p>")
          .append(
              statement.sentences().stream()
                  .map(Encoder::encode)
                  .collect(Collectors.joining("<br/>\n")))
          .append("</p>\n");
    }
    out.append(legend(view));
    return out.append("</section>\n").toString();
  }

  private static void values(StringBuilder out, Treatment treatment) {
    List<Map.Entry<String, Object>> values = new ArrayList<>(treatment.values().entrySet());
    out.append("<table border=\"1\" cellpadding=\"5\" cellspacing=\"0\">\n");
    int columns = 8;
    for (int from = 0; from < Math.min(MOST_VALUES, values.size()); from += columns) {
      List<Map.Entry<String, Object>> part =
          values.subList(from, Math.min(from + columns, values.size()));
      out.append("<tr>");
      part.forEach(
          value -> out.append("<th>%s</th>".formatted(Encoder.encode(value.getKey(), 40))));
      out.append("</tr>\n<tr>");
      part.forEach(value -> out.append(cell(value.getValue())));
      out.append("</tr>\n");
    }
    out.append("</table>\n");
    if (values.size() > MOST_VALUES) {
      out.append("<p>and %s more in the table below</p>\n".formatted(values.size() - MOST_VALUES));
    }
  }

  /** A number is rounded, and exact if the pointer rests on it. */
  private static String cell(Object value) {
    String exact = Encoder.encode(String.valueOf(value), 60);
    return value instanceof Double number
        ? "<td title=\"%s\">%s</td>".formatted(exact, Figures.number(number))
        : "<td>" + exact + "</td>";
  }

  private static String legend(StudyView view) {
    String counts =
        view.counts().entrySet().stream()
            .map(entry ->
                "<font color=\"%s\">%s</font> %s %s"
                    .formatted(
                        entry.getKey().color(),
                        entry.getKey().shape(),
                        entry.getValue(),
                        entry.getKey().word()))
            .collect(Collectors.joining(" &#160; "));
    return counts.isEmpty() ? "" : "<p>Trials: " + counts + "</p>\n";
  }

  /** The digest, computed on another thread; of a study that runs none, as it changes. */
  static CompletableFuture<String> digest(StudyView view) {
    return view.ended()
        ? CompletableFuture.supplyAsync(view.result()::digest)
        : CompletableFuture.completedFuture("the study has not ended");
  }

  /** What was studied, a row for each fact. */
  static View facts(StudyView view, String digest) {
    StudyResult result = view.result();
    var rows = new StringBuilder();
    row(
        rows,
        "objective",
        result.objectives().stream().map(Object::toString).collect(Collectors.joining("; ")));
    if (!result.outcomeConstraints().isEmpty()) {
      row(
          rows,
          "constraints",
          result.outcomeConstraints().stream()
              .map(Object::toString)
              .collect(Collectors.joining("; ")));
    }
    row(rows, "search space", space(result));
    row(rows, "optimizer", optimizer(view));
    view.choice().ifPresent(choice -> row(rows, "its choice", choice));
    row(rows, "trials", trials(view));
    view.header()
        .map(JournalHeader::replication)
        .ifPresent(replication -> row(rows, "replicates", replicates(replication)));
    row(rows, "seed", Long.toString(result.seed()));
    row(
        rows,
        "time",
        "%s; all replicates together %s"
            .formatted(
                Figures.duration(result.elapsed()), Figures.duration(total(result.trials()))));
    row(rows, view.ended() ? "ended because" : "state", result.endingText());
    if (!view.openings().isEmpty()) {
      var last = view.openings().getLast();
      row(
          rows,
          "run by",
          "Beryl %s on Java %s, %s"
              .formatted(
                  last.library(),
                  last.java(),
                  view.openings().size() == 1
                      ? "started " + last.at()
                      : "opened %s times, first %s, last %s"
                          .formatted(
                              view.openings().size(), view.openings().getFirst().at(), last.at())));
    }
    row(rows, "digest", digest);
    result.warnings().stream().limit(MOST_WARNINGS).forEach(text -> row(rows, "warning", text));
    if (result.warnings().size() > MOST_WARNINGS) {
      row(rows, "", "and %s warnings more".formatted(result.warnings().size() - MOST_WARNINGS));
    }
    return new View(
        "facts",
        "What was studied",
        "%s on %s of %s."
            .formatted(
                Figures.count(result.trials().size(), "trial"),
                Figures.count(result.space().dimension(), "parameter"),
                Encoder.encode(result.optimizer())),
        "<table border=\"0\" cellpadding=\"3\">\n" + rows + "</table>\n",
        true);
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append(
        "<tr><th align=\"left\" valign=\"top\">%s</th><td>%s</td></tr>\n"
            .formatted(name, Encoder.encode(value, MOST_OF_A_FACT)));
  }

  private static String space(StudyResult result) {
    return result.space().parameters().stream()
        .limit(MOST_VALUES)
        .map(parameter -> Encoder.shortened(parameter.toString(), 120))
        .collect(Collectors.joining("; "));
  }

  private static String optimizer(StudyView view) {
    String options = view.header().map(header -> header.search().options()).orElse("");
    return view.result().optimizer() + (options.isEmpty() ? "" : " " + options);
  }

  private static String trials(StudyView view) {
    String told = Integer.toString(view.result().trials().size());
    if (view.budget().isPresent()) {
      told += " of " + view.budget().getAsInt();
    }
    return view.running() == 0 ? told : told + ", " + view.running() + " running or unfinished";
  }

  private static String replicates(JournalHeader.Replication replication) {
    return "%s of each treatment with %s seeds"
        .formatted(replication.replicates(), replication.commonSeeds() ? "common" : "independent");
  }

  static Duration total(List<Trial> trials) {
    return Duration.ofNanos(trials.stream().mapToLong(trial -> trial.duration().toNanos()).sum());
  }
}
