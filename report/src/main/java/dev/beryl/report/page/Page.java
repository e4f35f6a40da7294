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
import java.util.concurrent.CompletableFuture;

/** A study as one page. */
public final class Page {
  private static final int BEST_SLICES = 4;

  private static final int MOST_SLICES = 24;

  private Page() {}

  /** {@return a page without scripts that is legible without styles, at most 80 kB} */
  public static String still(List<StudyView> studies) {
    return document(studies.getFirst().title(), "", firstScreen(studies));
  }

  /** {@return the page with all views} */
  public static String whole(List<StudyView> studies) {
    String body = views(studies, true);
    StudyView explored = studies.getFirst();
    if (!explored.result().trials().isEmpty()) {
      return document(
          explored.title(),
          Exploring.policy(),
          body + Exploring.section(explored) + Exploring.scripts());
    }
    return document(explored.title(), "", body);
  }

  /** {@return the body of {@link #still}} */
  public static String firstScreen(List<StudyView> studies) {
    return views(studies, false);
  }

  private static String views(List<StudyView> studies, boolean all) {
    var body = new StringBuilder();
    for (int i = 0; i < studies.size(); i++) {
      StudyView view = studies.get(i);
      body.append(heading(view));
      if (i == 0 && studies.size() > 1) {
        body.append(ComparisonView.of(studies).markup());
      }
      first(view, all).forEach(part -> body.append(part.markup()));
    }
    return body.toString();
  }

  /** {@return the body of a live page: faults first, then the studies} */
  public static String liveBody(List<StudyView> studies, List<String> faults) {
    var body = new StringBuilder();
    faults.forEach(fault ->
        body.append("<p role=\"alert\"><b>%s</b></p>\n".formatted(Encoder.encode(fault, 1000))));
    for (StudyView view : studies) {
      if (!view.ended()) {
        body.append("<p>%s</p>\n".formatted(Encoder.encode(TimeLeft.sentence(view))));
      }
    }
    if (!studies.isEmpty()) {
      body.append(firstScreen(studies));
    }
    for (StudyView view : studies) {
      TimelineView.of(view).ifPresent(part -> body.append(part.markup()));
    }
    return body.toString();
  }

  /** {@return the live page} Its script is a file of its own, as its policy demands. */
  public static String live(String body) {
    return document(
        "Beryl, live",
        "script-src 'self'; connect-src 'self'; ",
        "<p id=\"connection\" role=\"status\">connecting</p>\n<main id=\"live\">\n%s</main>\n<script src=\"/live.js\"></script>\n"
            .formatted(body));
  }

  /** {@return the live page's script} */
  public static String liveScript() {
    return Resources.text("live.js");
  }

  private static String heading(StudyView view) {
    return "<h1>%s</h1>\n".formatted(Encoder.encode(view.title(), 120))
        + SummaryView.statement(Statement.of(view), view);
  }

  private static List<View> first(StudyView view, boolean all) {
    List<Trial> trials = view.result().trials();
    var views = new ArrayList<View>();
    var values = new Values(view);
    Scale up = Bests.scale(trials, 0);
    CompletableFuture<String> digest = SummaryView.digest(view); // meanwhile, as it takes a while
    Optional<Importance> importance = importance(view);
    int objectives = view.result().objectives().size();
    if (!trials.isEmpty() && objectives == 1) {
      views.add(HistoryView.of(view, 0, up));
    }
    boolean completed = trials.stream().anyMatch(Trial::isCompleted);
    if (completed && (objectives == 2 || objectives == 3)) {
      views.add(FrontView.of(view));
    }
    importance.ifPresent(of -> views.add(ImportanceView.of(of)));
    List<Parameter> ranked = ranked(view, importance);
    int slices = Math.min(BEST_SLICES, ranked.size());
    if (completed) {
      views.add(SliceView.best(view, values, up, ranked.subList(0, slices)));
    }
    List<FailureGroup> failures = FailureGroup.of(trials);
    if (!failures.isEmpty()) {
      views.add(FailureView.of(failures, trials.size(), all));
    }
    if (all && !trials.isEmpty()) {
      further(view, values, up, ranked, completed, views);
    }
    views.add(SummaryView.facts(view, digest.join()));
    if (!trials.isEmpty()) {
      views.add(TableView.of(view));
    }
    return views;
  }

  private static void further(
      StudyView view,
      Values values,
      Scale up,
      List<Parameter> ranked,
      boolean completed,
      List<View> views) {
    if (completed && ranked.size() > BEST_SLICES) {
      List<Parameter> others = ranked.subList(BEST_SLICES, Math.min(MOST_SLICES, ranked.size()));
      views.add(SliceView.others(view, values, up, others));
    }
    List<Trial> trials = view.result().trials();
    if (view.result().objectives().size() > 1) {
      for (int m = 0; m < view.result().objectives().size(); m++) {
        views.add(HistoryView.of(view, m, m == 0 ? up : Bests.scale(trials, m)));
      }
    }
    if (completed && ranked.size() > 1) {
      views.add(ParallelView.of(view, ranked));
      views.add(ContourView.of(view, values, ranked.get(0), ranked.get(1)));
    }
    CurvesView.of(view).ifPresent(views::add);
    SpreadView.of(view).ifPresent(views::add);
    DurationView.of(view, values, ranked).ifPresent(views::add);
    TimelineView.of(view).ifPresent(views::add);
  }

  /** The importance, if there are enough trials. */
  private static Optional<Importance> importance(StudyView view) {
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

  static String document(String title, String policy, String body) {
    String style = Resources.text("page.css");
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; %sstyle-src 'sha256-%s'; base-uri 'none'; form-action 'none'"/>
    <meta name="viewport" content="width=device-width"/>
    <title>%s</title>
    <style>%s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(policy, Resources.hash(style), Encoder.encode(title, 120), style, body);
  }
}
