package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Two objectives: the front, and the hypervolume over time. */
final class FrontView {
  private static final int WIDTH = 436;
  private static final int HEIGHT = 320;

  private FrontView() {}

  static View of(StudyView view) {
    List<Trial> trials = view.result().trials();
    List<Trial> front = view.result().paretoFront();
    Objective first = view.result().objectives().get(0);
    Objective second = view.result().objectives().get(1);
    var svg = new Svg(WIDTH, HEIGHT, "Pareto front of %s trials".formatted(front.size()));
    var frame =
        new Frame(72, 24, WIDTH - 16, HEIGHT - 40, Bests.scale(trials, 0), Bests.scale(trials, 1))
            .draw(svg, first.metric(), second.metric());
    var marks = new Marks(600);
    for (Trial trial : trials) {
      if (trial.isCompleted()) {
        marks.add(State.of(trial), frame.x(trial.value(0)), frame.y(trial.value(1)));
      }
    }
    marks.draw(svg);
    List<Trial> ordered = new ArrayList<>(front);
    ordered.sort(Comparator.comparingDouble(trial -> trial.value(0)));
    var dots = new StringBuilder();
    for (Trial trial : ordered) {
      dots.append(
          "M%s %sh0".formatted(Svg.at(frame.x(trial.value(0))), Svg.at(frame.y(trial.value(1)))));
    }
    svg.path(dots, Svg.BEST, 8, " stroke-linecap=\"round\"");
    String reading =
        "Left: each mark is a completed trial, the green ones are not dominated by any other. Right: how much of the square between the worst values the front covers, trial by trial; a flat end means that nothing was gained. The front has %s; %s is better in %s and %s in %s."
            .formatted(
                Figures.count(front.size(), "trial"),
                first.loss(1) > 0 ? "lower" : "higher",
                Encoder.encode(first.metric(), 40),
                second.loss(1) > 0 ? "lower" : "higher",
                Encoder.encode(second.metric(), 40));
    return new View("front", "Pareto front", reading, svg.end() + hypervolume(trials), false);
  }

  private static String hypervolume(List<Trial> trials) {
    double[] volumes = volumes(trials);
    var svg = new Svg(WIDTH, HEIGHT, "Hypervolume over %s trials".formatted(volumes.length));
    var frame =
        new Frame(
                60,
                24,
                WIDTH - 18,
                HEIGHT - 40,
                Scale.linear(0, Math.max(1, volumes.length - 1)),
                Scale.linear(0, 1))
            .draw(svg, "trial", "hypervolume, share of the square");
    var path = new StringBuilder();
    double drawn = -1;
    for (int i = 0; i < volumes.length; i++) {
      if (i == 0 || volumes[i] != drawn || i == volumes.length - 1) {
        path.append(
                path.isEmpty() ? "M" + Svg.at(frame.x(i)) + " " : "H" + Svg.at(frame.x(i)) + "V")
            .append(Svg.at(frame.y(volumes[i])));
        drawn = volumes[i];
      }
    }
    return svg.path(path, Svg.BEST, 2).end();
  }

  /** After each trial, the covered share of the square between the least and the largest losses. */
  static double[] volumes(List<Trial> trials) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (Trial trial : trials) {
      for (int m = 0; m < 2 && trial.isFeasible(); m++) {
        low[m] = Math.min(low[m], trial.loss(m));
        high[m] = Math.max(high[m], trial.loss(m));
      }
    }
    double[] volumes = new double[trials.size()];
    NavigableMap<Double, Double> front =
        new TreeMap<>(); // the first loss to the second, which falls
    double volume = 0;
    for (int i = 0; i < volumes.length; i++) {
      Trial trial = trials.get(i);
      if (trial.isFeasible() && high[0] > low[0] && high[1] > low[1]) {
        double a = (trial.loss(0) - low[0]) / (high[0] - low[0]);
        double b = (trial.loss(1) - low[1]) / (high[1] - low[1]);
        volume = add(front, a, b) ? volume(front) : volume;
      }
      volumes[i] = volume;
    }
    return volumes;
  }

  private static boolean add(NavigableMap<Double, Double> front, double a, double b) {
    var before = front.floorEntry(a);
    if (before != null && before.getValue() <= b) {
      return false;
    }
    front.tailMap(a, true).values().removeIf(other -> other >= b);
    front.put(a, b);
    return true;
  }

  private static double volume(NavigableMap<Double, Double> front) {
    double sum = 0;
    double height = 1;
    for (var point : front.entrySet()) {
      sum += (1 - point.getKey()) * (height - point.getValue());
      height = point.getValue();
    }
    return sum;
  }
}
