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

  static Optional<View> of(StudyView view, Values values, List<Parameter> ranked) {
    List<Trial> trials = view.result().trials();
    double[] seconds =
        trials.stream()
            .mapToDouble(DurationView::seconds)
            .filter(time -> time > 0)
            .sorted()
            .toArray();
    if (seconds.length == 0) {
      return Optional.empty();
    }
    Scale up = Scale.around(seconds[0], seconds[seconds.length - 1]);
    var body = new StringBuilder();
    double[] numbers = trials.stream().mapToDouble(Trial::number).toArray();
    double last = numbers[numbers.length - 1];
    boolean counted =
        picture(body, trials, numbers, Scale.linear(0, Math.max(1, last)), up, "trial");
    for (Parameter parameter : ranked.subList(0, Math.min(PARAMETERS, ranked.size()))) {
      counted |=
          picture(body, trials, values.of(parameter), Scale.of(parameter), up, parameter.name());
    }
    double median = seconds[seconds.length / 2];
    String reading =
        "How long the replicates of each trial ran, added up: in the order of trials, and against parameters, which shows what makes a treatment slow. Half of the trials took less than %s, the longest %s.%s"
            .formatted(
                text(median), text(seconds[seconds.length - 1]), counted ? Marks.COUNTED : "");
    return Optional.of(new View("durations", "Durations", reading, body.toString(), true));
  }

  private static String text(double seconds) {
    return Figures.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  private static double seconds(Trial trial) {
    return trial.duration().toNanos() / 1e9;
  }

  private static boolean picture(
      StringBuilder body,
      List<Trial> trials,
      double[] values,
      Scale across,
      Scale up,
      String name) {
    var svg = new Svg(WIDTH, HEIGHT, "Duration against " + name);
    var frame = new Frame(66, 22, WIDTH - 18, HEIGHT - 40, across, up).draw(svg, name, "seconds");
    var marks = new Marks(250);
    for (int row = 0; row < values.length; row++) {
      Trial trial = trials.get(row);
      double seconds = seconds(trial);
      if (seconds > 0 && !Double.isNaN(values[row])) {
        double apart = across.isChoice() ? SliceView.apart(trial.number()) : 0;
        marks.add(State.of(trial), frame.x(values[row] + apart), frame.y(seconds));
      }
    }
    boolean counted = marks.draw(svg);
    body.append(svg.end());
    return counted;
  }
}
