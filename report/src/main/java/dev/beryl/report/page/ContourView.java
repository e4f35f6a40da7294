package dev.beryl.report.page;

import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/** Two parameters at once: the best value in each cell. */
final class ContourView {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 420;
  private static final int CELLS = 14;
  private static final String[] COLORS = {
    "#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"
  };

  private ContourView() {}

  static View of(StudyView view, Values values, Parameter across, Parameter up) {
    Scale x = Scale.of(across);
    Scale y = Scale.of(up);
    int columns = cells(x);
    int rows = cells(y);
    double[][] best = new double[columns][rows];
    for (double[] column : best) {
      Arrays.fill(column, Double.NaN);
    }
    int used = 0;
    List<Trial> trials = view.result().trials();
    double[] alongX = values.of(across);
    double[] alongY = values.of(up);
    for (int row = 0; row < trials.size(); row++) {
      Trial trial = trials.get(row);
      double a = alongX[row];
      double b = alongY[row];
      if (State.of(trial) != State.COMPLETED || Double.isNaN(a) || Double.isNaN(b)) {
        continue;
      }
      used++;
      int i = Math.max(0, Math.min(columns - 1, (int) (x.place(a) * columns)));
      int j = Math.max(0, Math.min(rows - 1, (int) (y.place(b) * rows)));
      best[i][j] = Double.isNaN(best[i][j]) ? trial.loss() : Math.min(best[i][j], trial.loss());
    }
    double[] sorted =
        Arrays.stream(best)
            .flatMapToDouble(Arrays::stream)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    var svg = new Svg(WIDTH, HEIGHT, "%s and %s together".formatted(across.name(), up.name()));
    var frame =
        new Frame(90, 24, WIDTH - 130, HEIGHT - 44, x, y).draw(svg, across.name(), up.name());
    double width = (frame.right() - frame.left()) / columns;
    double height = (frame.bottom() - frame.top()) / rows;
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        if (!Double.isNaN(best[i][j])) {
          svg.rectangle(
              frame.left() + i * width,
              frame.bottom() - (j + 1) * height,
              width + 0.3,
              height + 0.3,
              COLORS[level(sorted, best[i][j])]);
        }
      }
    }
    legend(svg, view, sorted);
    String reading =
        "Each cell has the best value among the trials in it, dark is better; empty cells were not tried. Drawn from %s, so a cell says what was seen there, not what a model expects."
            .formatted(Figures.count(used, "completed trial"));
    return new View(
        "contour", "The two most important parameters together", reading, svg.end(), true);
  }

  private static int cells(Scale scale) {
    return scale.isChoice() ? Math.min(24, scale.choices().size()) : CELLS;
  }

  /** By rank, so that the colors tell the good ones apart: the best has the last color. */
  private static int level(double[] sorted, double value) {
    int rank = Math.abs(Arrays.binarySearch(sorted, value));
    return COLORS.length - 1 - Math.min(COLORS.length - 1, rank * COLORS.length / sorted.length);
  }

  private static void legend(Svg svg, StudyView view, double[] sorted) {
    double sign = view.result().objectives().getFirst().loss(1);
    for (int i = 0; i < COLORS.length && sorted.length > 0; i++) {
      double y = 40 + i * 22;
      svg.rectangle(WIDTH - 110, y, 16, 22, COLORS[COLORS.length - 1 - i]);
      double loss = sorted[Math.min(sorted.length - 1, i * sorted.length / COLORS.length)];
      svg.text(WIDTH - 88, y + 15, "start", Svg.FAINT, "from " + Figures.rounded(sign * loss, 3));
    }
  }
}
