package dev.beryl.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Pictures of times on a logarithmic scale, all that have the same parameters on the same one.
 *
 * @param least the time at the left end, a power of ten, in nanoseconds
 * @param most the time at the right end
 */
record TimeScale(double least, double most) {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 24;
  private static final int PAD = 26;
  private static final double LEAST_TIME = 1e-2; // below is less than a cycle
  private static final double MOST_DECADES_WITH_PARTS = 2.2;

  /** From below the least time to beyond the longest interval and the goals. */
  static TimeScale of(List<Row> rows) {
    double least = times(rows).filter(time -> time > 0).map(time -> time / 1.5).min().orElse(1);
    double most = times(rows).max().orElse(1);
    double from = Math.pow(10, Math.floor(Math.log10(Math.max(least, LEAST_TIME))));
    return new TimeScale(from, Math.max(most * 1.1, from * 10));
  }

  private static DoubleStream times(List<Row> rows) {
    return rows.stream()
        .flatMapToDouble(row ->
            DoubleStream.concat(
                DoubleStream.of(
                    row.measured().score(), row.measured().score() + row.measured().error()),
                row.goalResults().stream().mapToDouble(GoalResult::mark)))
        .filter(Double::isFinite);
  }

  private double place(double time) {
    double share = Math.log(Math.max(time, least) / least) / Math.log(most / least);
    return PAD + Math.min(share, 1) * (WIDTH - 2 * PAD);
  }

  private List<Double> ticks() {
    boolean parts = Math.log10(most / least) < MOST_DECADES_WITH_PARTS;
    var ticks = new ArrayList<Double>();
    for (double decade = least; decade <= most; decade *= 10) {
      for (double part : parts ? new double[] {1, 2, 5} : new double[] {1}) {
        if (decade * part <= most) {
          ticks.add(decade * part);
        }
      }
    }
    return ticks;
  }

  /** The axis, to stand above the bars. */
  String axis() {
    var svg = new StringBuilder();
    svg.append("<svg width=\"%s\" height=\"%s\" aria-hidden=\"true\">".formatted(WIDTH, HEIGHT));
    for (double tick : ticks()) {
      svg.append(line("grid", place(tick), HEIGHT - 5, HEIGHT));
      svg.append(
          "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
              .formatted(number(place(tick)), HEIGHT - 9, Figures.time(tick)));
    }
    return svg.append("</svg>").toString();
  }

  /** The bar of a benchmark with its interval and its goals. */
  String bar(Row row) {
    double score = row.measured().score();
    double error = row.measured().error();
    double middle = HEIGHT / 2.0;
    var svg = new StringBuilder();
    svg.append(
        "<svg width=\"%s\" height=\"%s\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, Figures.time(score, error)));
    for (double tick : ticks()) {
      svg.append(line("grid", place(tick), 0, HEIGHT));
    }
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"6\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                row.role().name().toLowerCase(Locale.ROOT),
                PAD,
                number(place(score) - PAD),
                HEIGHT - 12));
    if (error > 0) {
      double low = place(score - error);
      double high = place(score + error);
      svg.append(
          "<path class=\"interval\" d=\"M%s %sH%s\"/>"
              .formatted(number(low), number(middle), number(high)));
      svg.append(line("interval", high, middle - 4, middle + 4));
      if (score - error > least) {
        svg.append(line("interval", low, middle - 4, middle + 4));
      }
    }
    row.goalResults().stream()
        .filter(result -> !Double.isNaN(result.mark()))
        .forEach(result -> svg.append(goal(result)));
    return svg.append("</svg>").toString();
  }

  /** A line below a triangle, or below a cross where the goal is missed. */
  private String goal(GoalResult result) {
    double x = place(result.mark());
    boolean missed = result.status() == GoalResult.Status.MISSED;
    String kind = missed ? "goal missed" : "goal";
    return line(kind, x, 6, HEIGHT)
        + "<path class=\"%s\" d=\"M%s 0%s\"/>"
            .formatted(kind, number(x - 4), missed ? "l8 8m-8 0l8-8" : "h8l-4 6z");
  }

  private static String line(String kind, double x, double from, double to) {
    return "<path class=\"%s\" d=\"M%s %sV%s\"/>"
        .formatted(kind, number(x), number(from), number(to));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
