package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two or three objectives: the front, seen along each pair, and the hypervolume over time. */
final class FrontView {
  private static final int WIDTH = 436;
  private static final int HEIGHT = 320;
  private static final int MOST_STEPS = 200;
  private static final int MOST_POINTS = 2000;
  private static final int MOST_DOTS = 300;

  private FrontView() {}

  static View of(StudyView view) {
    List<Trial> trials = view.result().trials();
    List<Trial> front = new ArrayList<>(view.result().paretoFront());
    List<Objective> objectives = view.result().objectives();
    var body = new StringBuilder();
    boolean counted = false;
    for (int m = 0; m < objectives.size(); m++) {
      for (int n = m + 1; n < objectives.size(); n++) {
        counted |= pair(body, trials, front, objectives, m, n);
      }
    }
    boolean flat = objectives.size() == 2;
    double[] volumes = flat ? volumes(trials) : volumes(trials, front);
    body.append(hypervolume(volumes, flat ? "square" : "cube"));
    String better =
        objectives.stream()
            .map(of -> (of.loss(1) > 0 ? "lower " : "higher ") + Encoder.shortened(of.metric(), 40))
            .collect(Collectors.joining(", "));
    String reading =
        "Each mark is a completed trial, the green ones are not dominated by any other%s. The last picture is how much of the %s between the worst values the front covers, trial by trial; a flat end means that nothing was gained. The front has %s; better is %s.%s"
            .formatted(
                flat
                    ? ""
                    : ": seen along two objectives, one of them may lie behind others, as it is better in the third",
                flat ? "square" : "cube",
                Figures.count(front.size(), "trial"),
                Encoder.encode(better),
                counted ? Marks.COUNTED : "");
    return new View("front", "Pareto front", reading, body.toString(), false);
  }

  /** Draws two objectives, and tells whether counts stand for trials. */
  private static boolean pair(
      StringBuilder body,
      List<Trial> trials,
      List<Trial> front,
      List<Objective> objectives,
      int across,
      int up) {
    var svg =
        new Svg(
            WIDTH,
            HEIGHT,
            "Pareto front of %s: %s and %s"
                .formatted(
                    Figures.count(front.size(), "trial"),
                    objectives.get(across).metric(),
                    objectives.get(up).metric()));
    var frame =
        new Frame(
                72,
                24,
                WIDTH - 16,
                HEIGHT - 40,
                Bests.scale(trials, across),
                Bests.scale(trials, up))
            .draw(svg, objectives.get(across).metric(), objectives.get(up).metric());
    var marks = new Marks(objectives.size() == 2 ? 600 : 300);
    for (Trial trial : trials) {
      if (trial.isCompleted()) {
        marks.add(State.of(trial), frame.x(trial.value(across)), frame.y(trial.value(up)));
      }
    }
    boolean counted = marks.draw(svg);
    front.sort(Comparator.comparingDouble(trial -> trial.value(across)));
    int every = (front.size() + MOST_DOTS - 1) / MOST_DOTS;
    String dots =
        IntStream.range(0, front.size())
            .filter(i -> i % every == 0 || i == front.size() - 1)
            .mapToObj(front::get)
            .map(trial ->
                "M%s %sh0"
                    .formatted(
                        Svg.at(frame.x(trial.value(across))), Svg.at(frame.y(trial.value(up)))))
            .distinct()
            .collect(Collectors.joining());
    svg.path(dots, Svg.BEST, 8, " stroke-linecap=\"round\"");
    body.append(svg.end());
    return counted;
  }

  private static String hypervolume(double[] volumes, String of) {
    var svg = new Svg(WIDTH, HEIGHT, "Hypervolume over %s trials".formatted(volumes.length));
    var frame =
        new Frame(
                60,
                24,
                WIDTH - 18,
                HEIGHT - 40,
                Scale.linear(0, Math.max(1, volumes.length - 1)),
                Scale.linear(0, 1))
            .draw(svg, "trial", "hypervolume, share of the " + of);
    var path = new StringBuilder();
    String drawn = "";
    for (int i = 0; i < volumes.length; i++) {
      String y = Svg.at(frame.y(volumes[i]));
      if (!y.equals(drawn) || i == volumes.length - 1) {
        path.append(
                path.isEmpty() ? "M" + Svg.at(frame.x(i)) + " " : "H" + Svg.at(frame.x(i)) + "V")
            .append(y);
        drawn = y;
      }
    }
    return svg.path(path, Svg.BEST, 2).end();
  }

  /** The least and the largest losses of feasible trials. */
  private static double[][] bounds(List<Trial> trials, int objectives) {
    double[][] bounds = new double[2][objectives];
    Arrays.fill(bounds[0], Double.POSITIVE_INFINITY);
    Arrays.fill(bounds[1], Double.NEGATIVE_INFINITY);
    for (Trial trial : trials) {
      for (int m = 0; m < objectives && trial.isFeasible(); m++) {
        bounds[0][m] = Math.min(bounds[0][m], trial.loss(m));
        bounds[1][m] = Math.max(bounds[1][m], trial.loss(m));
      }
    }
    return bounds;
  }

  private static double share(Trial trial, int m, double[][] bounds) {
    return (trial.loss(m) - bounds[0][m]) / (bounds[1][m] - bounds[0][m]);
  }

  /** After each trial, the covered share of the square between the least and the largest losses. */
  static double[] volumes(List<Trial> trials) {
    double[][] bounds = bounds(trials, 2);
    boolean any = bounds[1][0] > bounds[0][0] && bounds[1][1] > bounds[0][1];
    double[] volumes = new double[trials.size()];
    NavigableMap<Double, Double> stairs = new TreeMap<>();
    double volume = 0;
    for (int i = 0; i < volumes.length; i++) {
      Trial trial = trials.get(i);
      if (any && trial.isFeasible()) {
        volume += Volume.add(stairs, share(trial, 0, bounds), share(trial, 1, bounds));
      }
      volumes[i] = volume;
    }
    return volumes;
  }

  /**
   * The same of the cube of three objectives, at {@link #MOST_STEPS} places. Of more than {@link
   * #MOST_POINTS} trials only those of the last front count, so that the share before the end may
   * be too small where a trial was dominated later.
   */
  static double[] volumes(List<Trial> trials, List<Trial> front) {
    int objectives = 3;
    double[][] bounds = bounds(trials, objectives);
    double[] volumes = new double[trials.size()];
    for (int m = 0; m < objectives; m++) {
      if (!(bounds[1][m] > bounds[0][m])) {
        return volumes;
      }
    }
    var inFront = new BitSet();
    front.forEach(trial -> inFront.set(trial.number()));
    var points = new ArrayList<double[]>();
    int every = Math.max(1, volumes.length / MOST_STEPS);
    boolean changed = false;
    double volume = 0;
    for (int i = 0; i < volumes.length; i++) {
      Trial trial = trials.get(i);
      if (trial.isFeasible() && (volumes.length <= MOST_POINTS || inFront.get(trial.number()))) {
        points.add(
            new double[] {
              share(trial, 0, bounds), share(trial, 1, bounds), share(trial, 2, bounds)
            });
        changed = true;
      }
      if (changed && (i % every == every - 1 || i == volumes.length - 1)) {
        volume = Volume.of(points);
        changed = false;
      }
      volumes[i] = volume;
    }
    return volumes;
  }
}
