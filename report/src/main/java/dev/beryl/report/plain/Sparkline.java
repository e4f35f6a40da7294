package dev.beryl.report.plain;

import dev.beryl.trial.Trial;
import java.util.List;

/** The history in one line: for each group of trials the best loss so far, high is worse. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  static String of(List<Trial> trials, int width) {
    int columns = Math.min(width, trials.size());
    double[] best = new double[columns];
    double so = Double.POSITIVE_INFINITY;
    int column = 0;
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (trial.isFeasible()) {
        so = Math.min(so, trial.loss());
      }
      while (column < columns && (long) (column + 1) * trials.size() / columns == i + 1L) {
        best[column++] = so;
      }
    }
    double most = 0;
    for (double value : best) {
      most = Double.isFinite(value) ? Math.max(most, value - so) : most;
    }
    var line = new StringBuilder();
    for (double value : best) {
      if (!Double.isFinite(value)) {
        line.append(' ');
      } else {
        int level = most > 0 ? (int) Math.round((value - so) / most * (BLOCKS.length() - 1)) : 0;
        line.append(BLOCKS.charAt(level));
      }
    }
    return line.toString();
  }
}
