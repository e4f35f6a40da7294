package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.StudyView;

/** How far a running study is. */
final class TimeLeft {
  private TimeLeft() {}

  /** The work left is that of the trials left, at the mean of those so far. */
  static String sentence(StudyView view) {
    int told = view.result().trials().size();
    String now = view.running() == 0 ? "" : ", %s in flight".formatted(view.running());
    if (view.budget().isEmpty()) {
      return "Not ended: %s so far%s.".formatted(Figures.count(told, "trial"), now);
    }
    int budget = view.budget().getAsInt();
    int left = Math.max(0, budget - told);
    int parallel = view.header().map(header -> header.search().parallelism()).orElse(1);
    String time =
        told == 0 || left == 0
            ? ""
            : "; about %s of running time left, shared by at most %s in flight"
                .formatted(
                    Figures.duration(
                        SummaryView.total(view.result().trials())
                            .dividedBy(told)
                            .multipliedBy(left)),
                    Figures.count(parallel, "trial"));
    return "Not ended: %s of %s trials%s%s.".formatted(told, budget, now, time);
  }
}
