package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The replicates of the best trials. */
final class SpreadView {
  private static final int WIDTH = 880;
  private static final int ROW = 18;
  private static final int MOST_ROWS = 15;

  private SpreadView() {}

  static Optional<View> of(StudyView view) {
    Objective objective = view.result().objectives().getFirst();
    List<Trial> best =
        Bests.best(
            view.result().trials(),
            trial -> State.of(trial) == State.COMPLETED && trial.replicates() > 1,
            MOST_ROWS);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    double[] all =
        best.stream()
            .flatMapToDouble(t -> t.samples(objective.metric()).stream())
            .sorted()
            .toArray();
    int height = ROW * best.size();
    var svg =
        new Svg(WIDTH, height + 70, "Replicates of the best %s trials".formatted(best.size()));
    var frame =
        new Frame(
            110,
            24,
            WIDTH - 18,
            24 + height,
            Scale.around(all[0], all[all.length - 1]),
            Scale.linear(0, 1));
    var grid = new StringBuilder();
    for (Scale.Tick tick : frame.across().ticks(6)) {
      grid.append("M%s 24V%s".formatted(Svg.at(frame.x(tick.value())), 24 + height));
      svg.text(frame.x(tick.value()), height + 40, "middle", Svg.FAINT, tick.text());
    }
    svg.path(grid, Svg.GRID, 1);
    svg.text(frame.right(), height + 58, "end", Svg.INK, Encoder.shortened(objective.metric(), 60));
    var dots = new StringBuilder();
    var bars = new StringBuilder();
    for (int i = 0; i < best.size(); i++) {
      double y = 24 + ROW * (i + 0.5);
      Trial trial = best.get(i);
      svg.text(100, y + 4, "end", Svg.INK, "trial " + trial.number());
      Samples samples = trial.samples(objective.metric());
      for (double value : Arrays.copyOf(samples.toArray(), Math.min(60, samples.size()))) {
        dots.append("M%s %sh0".formatted(Svg.at(frame.x(value)), Svg.at(y)));
      }
      double error = Double.isNaN(trial.standardError()) ? 0 : trial.standardError();
      bars.append(
          "M%s %sH%sM%s %sv8"
              .formatted(
                  Svg.at(frame.x(trial.value() - error)),
                  Svg.at(y),
                  Svg.at(frame.x(trial.value() + error)),
                  Svg.at(frame.x(trial.value())),
                  Svg.at(y - 4)));
    }
    svg.path(dots, State.COMPLETED.color(), 6, " stroke-linecap=\"round\" stroke-opacity=\"0.45\"");
    svg.path(bars, Svg.INK, 1.5);
    Trial first = best.getFirst();
    String reading =
        "Each row is one of the best trials, each mark a replicate; the bar is the %s with its standard error. Rows that overlap widely may be equally good. The best trial's replicates have a standard deviation of %s."
            .formatted(
                Encoder.encode(objective.aggregation().name()),
                Figures.rounded(first.samples(objective.metric()).sd(), 3));
    return Optional.of(new View("spread", "Spread of replicates", reading, svg.end(), true));
  }
}
