package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What replicate 0 of each trial reported while it ran. */
final class CurvesView {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 300;
  private static final int MOST_CURVES = 120;

  private CurvesView() {}

  /** A trial with its reports. */
  private record Curve(Trial trial, List<Report> reports) {}

  static Optional<View> of(StudyView view) {
    var curves = new ArrayList<Curve>();
    for (Trial trial : view.result().trials()) {
      List<Report> reports =
          trial.reports().stream()
              .filter(r -> r.replicate() == 0 && r.values().length > 0)
              .filter(r -> Double.isFinite(r.values()[0]))
              .toList();
      if (!reports.isEmpty()) {
        curves.add(new Curve(trial, reports));
      }
    }
    return curves.isEmpty() ? Optional.empty() : Optional.of(draw(curves));
  }

  private static View draw(List<Curve> curves) {
    int every = (curves.size() + MOST_CURVES - 1) / MOST_CURVES;
    Trial best =
        curves.stream().map(Curve::trial).filter(Trial::isFeasible).min(Bests.order()).orElse(null);
    double[] values =
        curves.stream()
            .flatMap(c -> c.reports().stream())
            .mapToDouble(r -> r.values()[0])
            .sorted()
            .toArray();
    double[] steps =
        curves.stream().flatMap(c -> c.reports().stream()).mapToDouble(Report::step).toArray();
    Scale up =
        Scale.around(
            values[(int) (0.01 * values.length)], values[(int) (0.99 * (values.length - 1))]);
    Scale across =
        Scale.linear(Arrays.stream(steps).min().orElse(0), Arrays.stream(steps).max().orElse(1));
    String metric = curves.getFirst().trial().objectives().getFirst().metric();
    var svg = new Svg(WIDTH, HEIGHT, "Reports of " + Figures.count(curves.size(), "trial"));
    var frame = new Frame(80, 24, WIDTH - 18, HEIGHT - 40, across, up).draw(svg, "step", metric);
    long pruned = curves.stream().filter(c -> State.of(c.trial()) == State.PRUNED).count();
    for (State state :
        new State[] {State.PRUNED, State.FAILED, State.INFEASIBLE, State.COMPLETED}) {
      var path = new StringBuilder();
      for (int i = 0; i < curves.size(); i += every) {
        if (State.of(curves.get(i).trial()) == state) {
          path.append(line(frame, curves.get(i)));
        }
      }
      svg.path(
          path,
          state.color(),
          state == State.PRUNED ? 1 : 1.3,
          " stroke-opacity=\"%s\"".formatted(state == State.PRUNED ? "0.45" : "0.6"));
    }
    curves.stream()
        .filter(c -> best != null && c.trial().number() == best.number())
        .findFirst()
        .ifPresent(c -> svg.path(line(frame, c), Svg.BEST, 2.5));
    String reading =
        "Each line is what replicate 0 of a trial reported step by step; pruned trials are faded, the best is green. %s of %s were pruned.%s"
            .formatted(
                pruned,
                Figures.count(curves.size(), "trial"),
                every > 1 ? " Every %sth line is drawn.".formatted(every) : "");
    return new View("curves", "Intermediate reports", reading, svg.end(), true);
  }

  private static String line(Frame frame, Curve curve) {
    var path = new StringBuilder();
    for (Report report : curve.reports()) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Svg.at(frame.x((double) report.step())))
          .append(' ')
          .append(Svg.at(frame.y(report.values()[0])));
    }
    return curve.reports().size() == 1 ? path + "h3" : path.toString();
  }
}
