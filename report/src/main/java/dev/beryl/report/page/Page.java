package dev.beryl.report.page;

import dev.beryl.report.importance.Importance;
import dev.beryl.report.study.FailureGroup;
import dev.beryl.report.study.Statement;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A study as one page. */
public final class Page {
  private static final int BEST_SLICES = 4;

  private Page() {}

  /** {@return a page without scripts that is legible without styles, at most 80 kB} */
  public static String still(List<StudyView> studies) {
    return document(studies, firstScreen(studies));
  }

  /** {@return the page with all views} */
  public static String whole(List<StudyView> studies) {
    return document(studies, firstScreen(studies));
  }

  /** {@return the body of {@link #still}} */
  public static String firstScreen(List<StudyView> studies) {
    var body = new StringBuilder();
    for (StudyView view : studies) {
      body.append(heading(view));
      first(view).forEach(part -> body.append(part.markup()));
    }
    return body.toString();
  }

  private static String heading(StudyView view) {
    return "<h1>%s</h1>\n".formatted(Encoder.encode(view.title(), 120))
        + SummaryView.statement(Statement.of(view), view);
  }

  private static List<View> first(StudyView view) {
    List<Trial> trials = view.result().trials();
    var views = new ArrayList<View>();
    Optional<Importance> importance = importance(view);
    if (!trials.isEmpty()) {
      views.add(HistoryView.of(view, 0));
    }
    importance.ifPresent(of -> views.add(ImportanceView.of(of)));
    if (trials.stream().anyMatch(Trial::isCompleted)) {
      views.add(SliceView.best(view, ranked(view, importance).subList(0, Math.min(BEST_SLICES, view.result().space().dimension()))));
    }
    List<FailureGroup> failures = FailureGroup.of(trials);
    if (!failures.isEmpty()) {
      views.add(FailureView.of(failures, trials.size()));
    }
    views.add(SummaryView.facts(view));
    if (!trials.isEmpty()) {
      views.add(TableView.of(view));
    }
    return views;
  }

  /** The importance, if there are enough trials. */
  static Optional<Importance> importance(StudyView view) {
    long completed = view.result().trials().stream().filter(Trial::isCompleted).count();
    return completed < Importance.LEAST_TRIALS || view.result().space().dimension() < 2
        ? Optional.empty()
        : Optional.of(Importance.of(view.result()));
  }

  private static List<Parameter> ranked(StudyView view, Optional<Importance> importance) {
    return importance
        .map(of -> of.ranked().stream().map(Importance.OfParameter::parameter).toList())
        .orElseGet(() -> view.result().space().parameters());
  }

  private static String document(List<StudyView> studies, String body) {
    String style = Resources.text("page.css");
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"/>
    <meta name="viewport" content="width=device-width"/>
    <title>%s</title>
    <style>%s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(
            Resources.hash(style),
            Encoder.encode(studies.getFirst().title(), 120),
            style,
            body);
  }
}
