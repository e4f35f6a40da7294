package dev.beryl.report.page;

import dev.beryl.report.importance.Importance;
import dev.beryl.report.importance.Surface;
import dev.beryl.report.study.Figures;
import dev.beryl.report.study.State;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * Two parameters at once: the trials on what a random forest expects; if there is none, the best
 * value in each cell.
 */
final class ContourView {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 420;
  private static final int CELLS = 14;
  private static final int FINE_CELLS = 40;
  private static final int MOST_CHOICES = 24;
  private static final int MOST_MARKS = 300;
  private static final String[] COLORS = {
    "#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"
  };

  private ContourView() {}

  static View of(StudyView view, Values values, Parameter across, Parameter up) {
    Scale x = Scale.of(across);
    Scale y = Scale.of(up);
    double[] alongX = values.of(across);
    double[] alongY = values.of(up);
    List<Trial> trials = view.result().trials();
    long completed = trials.stream().filter(Trial::isCompleted).count();
    boolean modeled =
        view.result().objectives().size() == 1
            && completed >= Importance.LEAST_TRIALS
            && Math.max(x.choices().size(), y.choices().size()) <= MOST_CHOICES;
    double[][] losses =
        modeled
            ? Surface.losses(view.result(), across, up, FINE_CELLS)
            : best(trials, x, alongX, y, alongY);
    double[] sorted =
        Arrays.stream(losses)
            .flatMapToDouble(Arrays::stream)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    var svg = new Svg(WIDTH, HEIGHT, "%s and %s together".formatted(across.name(), up.name()));
    var frame = new Frame(90, 24, WIDTH - 130, HEIGHT - 44, x, y);
    cells(svg, frame, losses, sorted);
    frame.draw(svg, across.name(), up.name());
    boolean thinned = modeled && marks(svg, frame, trials, alongX, alongY, completed);
    legend(svg, view, sorted);
    String reading =
        modeled
            ? "The color is what a random forest expects that was fitted to the trials, averaged over the whole range of all other parameters; dark is better. White dots are completed trials%s, the green one is the best: far from dots the color is a guess. Here it expects the best near %s, from %s."
                .formatted(
                    thinned ? ", evenly chosen" : "",
                    least(losses, across, x, up, y),
                    Figures.count(Math.min(1000, completed), "completed trial"))
            : "Each cell has the best value among the trials in it, dark is better; empty cells were not tried. Drawn from %s, so a cell says what was seen there, not what a model expects."
                .formatted(Figures.count(completed, "completed trial"));
    return new View(
        "contour", "The two most important parameters together", reading, svg.end(), true);
  }

  /** The best loss in each cell, NaN in empty ones. */
  private static double[][] best(
      List<Trial> trials, Scale x, double[] alongX, Scale y, double[] alongY) {
    int columns = cells(x);
    int rows = cells(y);
    double[][] best = new double[columns][rows];
    for (double[] column : best) {
      Arrays.fill(column, Double.NaN);
    }
    for (int row = 0; row < trials.size(); row++) {
      Trial trial = trials.get(row);
      double a = alongX[row];
      double b = alongY[row];
      if (State.of(trial) == State.COMPLETED && !Double.isNaN(a) && !Double.isNaN(b)) {
        int i = Math.max(0, Math.min(columns - 1, (int) (x.place(a) * columns)));
        int j = Math.max(0, Math.min(rows - 1, (int) (y.place(b) * rows)));
        best[i][j] = Double.isNaN(best[i][j]) ? trial.loss() : Math.min(best[i][j], trial.loss());
      }
    }
    return best;
  }

  private static int cells(Scale scale) {
    return scale.isChoice() ? Math.min(MOST_CHOICES, scale.choices().size()) : CELLS;
  }

  /** Where the least loss is expected. */
  private static String least(double[][] losses, Parameter across, Scale x, Parameter up, Scale y) {
    int bestX = 0;
    int bestY = 0;
    for (int i = 0; i < losses.length; i++) {
      for (int j = 0; j < losses[i].length; j++) {
        if (losses[i][j] < losses[bestX][bestY]) {
          bestX = i;
          bestY = j;
        }
      }
    }
    return "%s = %s, %s = %s"
        .formatted(
            Encoder.encode(across.name(), 40),
            Encoder.encode(x.textAt((bestX + 0.5) / losses.length), 40),
            Encoder.encode(up.name(), 40),
            Encoder.encode(y.textAt((bestY + 0.5) / losses[0].length), 40));
  }

  /** Each level is one path; neighbors in a row are one line. */
  private static void cells(Svg svg, Frame frame, double[][] losses, double[] sorted) {
    int columns = losses.length;
    int rows = losses[0].length;
    double width = (frame.right() - frame.left()) / columns;
    double height = (frame.bottom() - frame.top()) / rows;
    var paths = new StringBuilder[COLORS.length];
    Arrays.setAll(paths, _ -> new StringBuilder());
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        if (Double.isNaN(losses[i][j])) {
          continue;
        }
        int level = level(sorted, losses[i][j]);
        int start = i;
        while (i + 1 < columns && level(sorted, losses[i + 1][j]) == level) {
          i++;
        }
        paths[level].append(
            "M%s %sH%s"
                .formatted(
                    Svg.at(frame.left() + start * width),
                    Svg.at(frame.bottom() - (j + 0.5) * height),
                    Svg.at(frame.left() + (i + 1) * width)));
      }
    }
    for (int level = 0; level < paths.length; level++) {
      svg.path(paths[level], COLORS[level], height + 0.4);
    }
  }

  /** Draws trials, and tells whether some are left out. */
  private static boolean marks(
      Svg svg, Frame frame, List<Trial> trials, double[] alongX, double[] alongY, long completed) {
    var path = new StringBuilder();
    long every = (completed + MOST_MARKS - 1) / MOST_MARKS;
    long seen = 0;
    int best = -1;
    for (int row = 0; row < trials.size(); row++) {
      Trial trial = trials.get(row);
      if (!trial.isCompleted()) {
        continue;
      }
      boolean shown = seen++ % every == 0 && !Double.isNaN(alongX[row] + alongY[row]);
      if (shown) {
        path.append(
            "M%s %sh0"
                .formatted(
                    Svg.at(frame.x(alongX[row] + apart(frame.across(), trial))),
                    Svg.at(frame.y(alongY[row] + apart(frame.up(), trial)))));
      }
      if (trial.isFeasible() && (best < 0 || trial.loss() < trials.get(best).loss())) {
        best = row;
      }
    }
    svg.path(path, "#14181d", 6, " stroke-linecap=\"round\"");
    svg.path(path, "#ffffff", 4, " stroke-linecap=\"round\"");
    if (best >= 0 && !Double.isNaN(alongX[best] + alongY[best])) {
      double x = frame.x(alongX[best] + apart(frame.across(), trials.get(best)));
      double y = frame.y(alongY[best] + apart(frame.up(), trials.get(best)));
      svg.circle(x, y, 5, Svg.BEST, "#ffffff");
    }
    return every > 1;
  }

  private static double apart(Scale scale, Trial trial) {
    return scale.isChoice() ? SliceView.apart(trial.number()) : 0;
  }

  /** By rank, so that the colors tell the good ones apart: the best has the last color. */
  private static int level(double[] sorted, double value) {
    if (Double.isNaN(value)) {
      return -1;
    }
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
