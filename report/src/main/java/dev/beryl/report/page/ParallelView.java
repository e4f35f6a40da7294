package dev.beryl.report.page;

import dev.beryl.report.page.Scale.Tick;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;

/** All parameters at once, of which there are at least two: a line for each trial. */
final class ParallelView {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 300;
  private static final int TOP = 40;
  private static final int BOTTOM = 270;
  private static final int MOST_LINES = 200;
  private static final int MOST_AXES = 10;
  private static final int BEST = 10;

  private ParallelView() {}

  static View of(StudyView view, List<Parameter> ranked) {
    List<Parameter> axes = ranked.subList(0, Math.min(MOST_AXES, ranked.size()));
    List<Trial> trials = view.result().trials();
    int[] completed =
        IntStream.range(0, trials.size())
            .filter(row -> State.of(trials.get(row)) == State.COMPLETED)
            .toArray();
    List<Trial> green = Bests.best(trials, t -> State.of(t) == State.COMPLETED, BEST);
    int every = Math.max(1, (completed.length + MOST_LINES - 1) / MOST_LINES);
    var svg =
        new Svg(WIDTH, HEIGHT, "Parallel coordinates of %s trials".formatted(completed.length));
    List<Scale> scales = axes.stream().map(Scale::of).toList();
    var others = new StringBuilder();
    var best = new StringBuilder();
    for (int i = 0; i < completed.length; i += every) {
      others.append(line(trials.get(completed[i]), axes, scales));
    }
    green.forEach(trial -> best.append(line(trial, axes, scales)));
    svg.path(others, State.COMPLETED.color(), 1, " stroke-opacity=\"0.25\"");
    svg.path(best, Svg.BEST, 2, " stroke-opacity=\"0.9\"");
    for (int j = 0; j < axes.size(); j++) {
      axis(svg, x(j, axes.size()), axes.get(j), scales.get(j));
    }
    String reading =
        "Each line is a completed trial, across all parameters on their own scales; the best %s are green. Where the green lines meet, a value matters; where they spread, it does not. A line that dips to “off” has an inactive parameter.%s"
            .formatted(
                green.size(),
                axes.size() < ranked.size()
                    ? " The %s most important parameters are drawn.".formatted(axes.size())
                    : "");
    return new View("parallel", "Parallel coordinates", reading, svg.end(), true);
  }

  private static double x(int axis, int axes) {
    return 60 + axis * (WIDTH - 140.0) / (axes - 1);
  }

  private static void axis(Svg svg, double x, Parameter parameter, Scale scale) {
    svg.line(x, TOP, x, BOTTOM, Svg.FAINT);
    svg.text(
        x,
        TOP - 22,
        "middle",
        Svg.INK,
        Encoder.shortened(parameter.name(), 13),
        " font-weight=\"bold\"");
    for (Tick tick : scale.ticks(3)) {
      double y = BOTTOM - scale.place(tick.value()) * (BOTTOM - TOP);
      svg.text(
          x + 4, y + 4, "start", Svg.FAINT, Encoder.shortened(tick.text(), 9), " font-size=\"10\"");
    }
    if (parameter.condition().isPresent()) {
      svg.text(x, BOTTOM + 24, "middle", Svg.FAINT, "off", " font-size=\"10\"");
    }
  }

  private static String line(Trial trial, List<Parameter> axes, List<Scale> scales) {
    var path = new StringBuilder();
    for (int j = 0; j < axes.size(); j++) {
      double value = Values.of(trial, axes.get(j));
      double y =
          Double.isNaN(value)
              ? BOTTOM + 14
              : BOTTOM - Math.max(0, Math.min(1, scales.get(j).place(value))) * (BOTTOM - TOP);
      path.append(j == 0 ? 'M' : 'L')
          .append(Math.round(x(j, axes.size())))
          .append(' ')
          .append(Svg.at(y));
    }
    return path.toString();
  }
}
