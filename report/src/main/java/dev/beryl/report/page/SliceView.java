package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/** One parameter against the objective. */
final class SliceView {
  private static final int WIDTH = 436;
  private static final int HEIGHT = 220;
  private static final int MOST_BEST = 100;

  private SliceView() {}

  static View best(StudyView view, Values values, Scale up, List<Parameter> parameters) {
    return of("slices", "Slices", view, values, up, parameters, false);
  }

  static View others(StudyView view, Values values, Scale up, List<Parameter> parameters) {
    return of("more-slices", "Slices of the other parameters", view, values, up, parameters, true);
  }

  private static View of(
      String id,
      String title,
      StudyView view,
      Values values,
      Scale up,
      List<Parameter> parameters,
      boolean folded) {
    int most = parameters.size() > 4 ? 150 : 300;
    var body = new StringBuilder();
    Ups ups = Ups.of(view, up);
    boolean counted = false;
    for (Parameter parameter : parameters) {
      counted |= picture(body, view, values, parameter, ups, most);
    }
    Objective of = view.result().objectives().getFirst();
    String reading =
        "Each mark is a completed trial: across, the parameter's value on its own scale; up, %s, %s is better. Where the good marks crowd, the good values are%s.%s%s"
            .formatted(
                Encoder.encode(of.metric(), 40),
                of.loss(1) > 0 ? "lower" : "higher",
                parameters.stream().anyMatch(p -> p.condition().isPresent())
                    ? "; a conditional parameter has marks only of trials in which it is active"
                    : "",
                meaning(view, parameters),
                counted ? Marks.COUNTED : "");
    return new View(id, title, reading, body.toString(), folded);
  }

  /** What the first parameter's value is in the best trials, of which there are at least five. */
  private static String meaning(StudyView view, List<Parameter> parameters) {
    List<Trial> trials = view.result().trials();
    int most = Math.min(MOST_BEST, trials.size() / 10);
    if (most < 5 || view.result().objectives().size() > 1) {
      return "";
    }
    Parameter first = parameters.getFirst();
    Scale scale = Scale.of(first);
    double[] values =
        Bests.best(trials, trial -> State.of(trial) == State.COMPLETED, most).stream()
            .mapToDouble(trial -> Values.of(trial, first))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (values.length == 0) {
      return "";
    }
    double low = values[0];
    double high = values[values.length - 1];
    String where =
        low == high
            ? scale.textAt(scale.place(low))
            : scale.isChoice()
                ? Figures.count(Arrays.stream(values).distinct().count(), "value")
                : "%s to %s"
                    .formatted(scale.textAt(scale.place(low)), scale.textAt(scale.place(high)));
    return " %s in the best %s: %s."
        .formatted(
            Encoder.encode(first.name(), 40),
            Figures.count(values.length, "trial"),
            Encoder.encode(where, 60));
  }

  /** The completed trials' rows, states and heights, which all pictures share. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Ups(Scale up, int[] rows, State[] states, double[] heights, int best) {
    static Ups of(StudyView view, Scale up) {
      List<Trial> trials = view.result().trials();
      var frame = frame(up, up);
      int[] rows = new int[trials.size()];
      State[] states = new State[trials.size()];
      double[] heights = new double[trials.size()];
      int size = 0;
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int row = 0; row < rows.length; row++) {
        Trial trial = trials.get(row);
        if (trial.isCompleted()) {
          rows[size] = row;
          states[size] = State.of(trial);
          heights[size++] = frame.y(trial.value());
          if (trial.isFeasible() && (best < 0 || trial.loss() < least)) {
            best = row;
            least = trial.loss();
          }
        }
      }
      return new Ups(up, Arrays.copyOf(rows, size), states, heights, best);
    }
  }

  private static Frame frame(Scale across, Scale up) {
    return new Frame(66, 22, WIDTH - 18, HEIGHT - 40, across, up);
  }

  /** Draws a picture, and tells whether counts stand for trials in it. */
  private static boolean picture(
      StringBuilder body, StudyView view, Values values, Parameter parameter, Ups ups, int most) {
    List<Trial> trials = view.result().trials();
    Objective of = view.result().objectives().getFirst();
    Scale across = Scale.of(parameter);
    double[] column = values.of(parameter);
    var frame = frame(across, ups.up());
    var svg = new Svg(WIDTH, HEIGHT, "%s against %s".formatted(parameter.name(), of.metric()));
    String condition =
        parameter.condition().map(c -> " when " + Encoder.shortened(c.toString(), 30)).orElse("");
    frame.draw(svg, parameter.name() + condition, of.metric());
    var marks = new Marks(most);
    for (int i = 0; i < ups.rows().length; i++) {
      int row = ups.rows()[i];
      if (!Double.isNaN(column[row])) {
        marks.add(ups.states()[i], x(frame, column[row], trials, row), ups.heights()[i]);
      }
    }
    boolean counted = marks.draw(svg);
    int best = ups.best();
    if (best >= 0 && view.result().objectives().size() == 1 && !Double.isNaN(column[best])) {
      double x = x(frame, column[best], trials, best);
      svg.circle(x, frame.y(trials.get(best).value()), 5, "none", Svg.BEST);
    }
    body.append(svg.end());
    return counted;
  }

  private static double x(Frame frame, double value, List<Trial> trials, int row) {
    return frame.x(frame.across().isChoice() ? value + apart(trials.get(row).number()) : value);
  }

  /** Marks of one choice are spread, each trial's always the same way. */
  static double apart(int trial) {
    return ((trial * 0.618033988749895) % 1 - 0.5) * 0.5;
  }
}
