package dev.beryl.report.page;

import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.List;

/** One parameter against the objective. */
final class SliceView {
  private static final int WIDTH = 436;
  private static final int HEIGHT = 220;

  private SliceView() {}

  static View best(StudyView view, List<Parameter> parameters) {
    return of("slices", "Slices", view, parameters, false);
  }

  static View others(StudyView view, List<Parameter> parameters) {
    return of("more-slices", "Slices of the other parameters", view, parameters, true);
  }

  private static View of(
      String id, String title, StudyView view, List<Parameter> parameters, boolean folded) {
    int most = parameters.size() > 4 ? 150 : 300;
    var body = new StringBuilder();
    Scale up = Bests.scale(view.result().trials(), 0);
    parameters.forEach(parameter -> body.append(picture(view, parameter, up, most)));
    Objective of = view.result().objectives().getFirst();
    String reading =
        "Each mark is a completed trial: across, the parameter's value on its own scale; up, %s, %s is better. Where the good marks crowd, the good values are%s."
            .formatted(
                Encoder.encode(of.metric(), 40),
                of.loss(1) > 0 ? "lower" : "higher",
                parameters.stream().anyMatch(p -> p.condition().isPresent())
                    ? "; a conditional parameter has marks only of trials in which it is active"
                    : "");
    return new View(id, title, reading, body.toString(), folded);
  }

  private static String picture(StudyView view, Parameter parameter, Scale up, int most) {
    List<Trial> trials = view.result().trials();
    Objective of = view.result().objectives().getFirst();
    Scale across = Scale.of(parameter);
    double[] column = view.result().column(parameter.name());
    var frame = new Frame(66, 22, WIDTH - 18, HEIGHT - 40, across, up);
    var svg = new Svg(WIDTH, HEIGHT, "%s against %s".formatted(parameter.name(), of.metric()));
    String condition =
        parameter.condition().map(c -> " when " + Encoder.shortened(c.toString(), 30)).orElse("");
    frame.draw(svg, parameter.name() + condition, of.metric());
    var marks = new Marks(most);
    Trial best = null;
    double bestAt = 0;
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (!trial.isCompleted() || Double.isNaN(column[i])) {
        continue;
      }
      double x = frame.x(column[i] + (across.isChoice() ? apart(trial.number()) : 0));
      marks.add(State.of(trial), x, frame.y(trial.value()));
      if (trial.isFeasible() && (best == null || trial.loss() < best.loss())) {
        best = trial;
        bestAt = x;
      }
    }
    marks.draw(svg);
    if (best != null && view.result().objectives().size() == 1) {
      svg.circle(bestAt, frame.y(best.value()), 5, "none", Svg.BEST);
    }
    return svg.end();
  }

  /** Marks of one choice are spread, each trial's always the same way. */
  static double apart(int trial) {
    return ((trial * 0.618033988749895) % 1 - 0.5) * 0.5;
  }
}
