package dev.beryl.examples;

import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Locale;

/**
 * A picture of a search as SVG: each completed trial's value by its number, and the best so far.
 */
record SearchPicture(String metric, List<Trial> trials, double inUse) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 240;
  private static final int LEFT = 56;
  private static final int BOTTOM = 36;
  private static final int TOP = 24;

  /**
   * A picture of a result.
   *
   * @param inUse the value of what was in use before, drawn as a line
   */
  static SearchPicture of(StudyResult result, String metric, double inUse) {
    return new SearchPicture(
        metric, result.trials().stream().filter(Trial::isCompleted).toList(), inUse);
  }

  String svg() {
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT));
    trials.forEach(trial ->
        svg.append(
            "<circle cx=\"%s\" cy=\"%s\" r=\"2\" fill=\"#9aa5b1\"/>\n"
                .formatted(number(x(trial.number())), number(y(trial.value())))));
    svg.append(line(LEFT, y(inUse), WIDTH - 8, y(inUse), "#c0392b", "4 3"));
    svg.append(
        "<polyline fill=\"none\" stroke=\"#1f6fb2\" stroke-width=\"2\" points=\"%s\"/>\n"
            .formatted(bestSoFar()));
    for (double value : new double[] {least(), inUse, top()}) {
      svg.append(text(LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, "%.0f", value)));
    }
    svg.append(text(LEFT, TOP - 8, "start", metric + ": each trial, the best so far, and today's"));
    svg.append(text(LEFT, HEIGHT - 10, "start", "trial 0"));
    svg.append(text(WIDTH - 8, HEIGHT - 10, "end", String.valueOf(last())));
    return svg.append("</svg>\n").toString();
  }

  private String bestSoFar() {
    var points = new StringBuilder();
    double best = Double.POSITIVE_INFINITY;
    for (Trial trial : trials) {
      double before = best;
      best = Math.min(best, trial.value());
      if (best < before) {
        double from = Double.isFinite(before) ? before : best;
        points.append(point(trial.number(), from)).append(point(trial.number(), best));
      }
    }
    return points.append(point(last(), best)).toString().strip();
  }

  private String point(int trial, double value) {
    return number(x(trial)) + "," + number(y(value)) + " ";
  }

  private double x(int trial) {
    return LEFT + (WIDTH - LEFT - 8.0) * trial / Math.max(1, last());
  }

  /** Values above the top are drawn there. */
  private double y(double value) {
    double share = (Math.min(value, top()) - least()) / (top() - least());
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private int last() {
    return trials.getLast().number();
  }

  private double least() {
    return trials.stream().mapToDouble(Trial::value).min().orElseThrow();
  }

  private double top() {
    return inUse + 2 * (inUse - least());
  }

  private static String line(
      double x1, double y1, double x2, double y2, String color, String dashes) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n"
        .formatted(number(x1), number(y1), number(x2), number(y2), color, dashes);
  }

  private static String text(double x, double y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"#333\">%s</text>\n"
        .formatted(number(x), number(y), anchor, text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
