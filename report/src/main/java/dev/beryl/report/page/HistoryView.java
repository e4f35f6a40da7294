package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.List;

/** Every trial in its order, with the best so far. */
final class HistoryView {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 300;
  private static final int MOST_POINTS = 600;
  private static final int MOST_ERRORS = 200;
  private static final State[] LANES = {State.PRUNED, State.FAILED, State.REJECTED};

  private HistoryView() {}

  static View of(StudyView view, int objective, Scale up) {
    List<Trial> trials = view.result().trials();
    Objective of = view.result().objectives().get(objective);
    long beyond = Bests.beyond(trials, objective, up);
    var svg =
        new Svg(
            WIDTH,
            HEIGHT,
            "History of %s: %s".formatted(Figures.count(trials.size(), "trial"), meaning(trials)));
    var frame =
        new Frame(80, 24, WIDTH - 12, 220, Scale.linear(0, Math.max(1, trials.size() - 1)), up);
    frame.draw(svg, "trial", of.aggregation().name() + " of " + of.metric());
    errors(svg, frame, trials, objective);
    var marks = new Marks(MOST_POINTS);
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      double y =
          trial.isCompleted() ? frame.y(trial.value(objective)) : lane(frame, State.of(trial));
      marks.add(State.of(trial), frame.x(i), y);
    }
    boolean counted = marks.draw(svg);
    lanes(svg, frame, view);
    if (objective == 0 && view.result().objectives().size() == 1) {
      best(svg, frame, trials);
    }
    boolean alone = view.result().objectives().size() == 1;
    String reading =
        "Each mark is a trial, %s%s%s%s"
            .formatted(
                of.loss(1) > 0 ? "lower is better" : "higher is better",
                alone ? "; the line is the best so far. " + Encoder.encode(meaning(trials)) : ".",
                beyond == 0
                    ? ""
                    : " %s beyond the scale are drawn at its edge."
                        .formatted(Figures.count(beyond, "worse trial")),
                counted ? Marks.COUNTED : "");
    return alone
        ? new View("history", "History", reading, svg.end(), false)
        : new View(
            "history" + objective,
            "History of " + Encoder.encode(of.metric(), 40),
            reading,
            svg.end(),
            true);
  }

  private static String meaning(List<Trial> trials) {
    List<Integer> improvements = Bests.improvements(trials);
    if (improvements.isEmpty()) {
      return "No trial completed with all constraints satisfied.";
    }
    int last = improvements.getLast();
    int since = trials.size() - 1 - last;
    return "The best came as trial %s of %s%s."
        .formatted(
            last + 1,
            trials.size(),
            since == 0 ? ", the last one" : "; none of the %s after it is better".formatted(since));
  }

  private static double lane(Frame frame, State state) {
    return frame.bottom() + 40 + 12 * (state.rank() - State.PRUNED.rank());
  }

  private static void lanes(Svg svg, Frame frame, StudyView view) {
    var counts = view.counts();
    for (State state : LANES) {
      if (counts.containsKey(state)) {
        svg.text(frame.left() - 8, lane(frame, state) + 4, "end", state.color(), state.word());
      }
    }
  }

  private static void errors(Svg svg, Frame frame, List<Trial> trials, int objective) {
    if (trials.size() > MOST_ERRORS) {
      return;
    }
    var bars = new StringBuilder();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (trial.isCompleted() && trial.standardError(objective) > 0) {
        double value = trial.value(objective);
        double error = trial.standardError(objective);
        bars.append(
            "M%s %sV%s"
                .formatted(
                    Svg.at(frame.x(i)),
                    Svg.at(frame.y(value - error)),
                    Svg.at(frame.y(value + error))));
      }
    }
    svg.path(bars, State.COMPLETED.color(), 1.5, " stroke-opacity=\"0.35\"");
  }

  private static void best(Svg svg, Frame frame, List<Trial> trials) {
    List<Integer> improvements = Bests.improvements(trials);
    if (improvements.isEmpty()) {
      return;
    }
    var line = new StringBuilder();
    for (int i : improvements) {
      double y = frame.y(trials.get(i).value());
      line.append(line.isEmpty() ? "M" + Svg.at(frame.x(i)) + " " : "H" + Svg.at(frame.x(i)) + "V");
      line.append(Svg.at(y));
    }
    line.append("H").append(Svg.at(frame.right()));
    svg.path(line, Svg.BEST, 2);
    int last = improvements.getLast();
    Trial trial = trials.get(last);
    double x = frame.x(last);
    double y = frame.y(trial.value());
    svg.circle(x, y, 5, "none", Svg.BEST);
    svg.text(
        frame.right() - 4,
        frame.top() + 14,
        "end",
        Svg.BEST,
        "best %s, trial %s"
            .formatted(Figures.estimate(trial.value(), trial.standardError()), trial.number()),
        " font-weight=\"bold\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\"");
  }
}
