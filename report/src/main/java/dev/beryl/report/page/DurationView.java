package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long trials ran, in their order and against parameters. */
final class DurationView {
  private static final int WIDTH = 436;
  private static final int HEIGHT = 220;
  private static final int PARAMETERS = 3;

  private DurationView() {}

  static Optional<View> of(StudyView view, List<Parameter> ranked) {
    List<Trial> trials =
        view.result().trials().stream().filter(t -> !t.duration().isZero()).toList();
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    double[] seconds = trials.stream().mapToDouble(DurationView::seconds).sorted().toArray();
    Scale up = Scale.around(seconds[0], seconds[seconds.length - 1]);
    var body = new StringBuilder();
    double last = trials.getLast().number();
    body.append(picture(trials, Scale.linear(0, Math.max(1, last)), up, "trial", null));
    for (Parameter parameter : ranked.subList(0, Math.min(PARAMETERS, ranked.size()))) {
      body.append(picture(trials, Scale.of(parameter), up, parameter.name(), parameter));
    }
    double median = seconds[seconds.length / 2];
    String reading =
        "How long the replicates of each trial ran, added up: in the order of trials, and against parameters, which shows what makes a treatment slow. Half of the trials took less than %s, the longest %s."
            .formatted(text(median), text(seconds[seconds.length - 1]));
    return Optional.of(new View("durations", "Durations", reading, body.toString(), true));
  }

  private static String text(double seconds) {
    return Figures.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  private static double seconds(Trial trial) {
    return trial.duration().toNanos() / 1e9;
  }

  private static String picture(
      List<Trial> trials,
      Scale across,
      Scale up,
      String name,
      @org.jspecify.annotations.Nullable Parameter parameter) {
    var svg = new Svg(WIDTH, HEIGHT, "Duration against " + name);
    var frame = new Frame(66, 22, WIDTH - 18, HEIGHT - 40, across, up).draw(svg, name, "seconds");
    var marks = new Marks(250);
    for (Trial trial : trials) {
      double value = parameter == null ? trial.number() : Values.of(trial, parameter);
      if (!Double.isNaN(value)) {
        double apart = across.isChoice() ? SliceView.apart(trial.number()) : 0;
        marks.add(State.of(trial), frame.x(value + apart), frame.y(seconds(trial)));
      }
    }
    marks.draw(svg);
    return svg.end();
  }
}
