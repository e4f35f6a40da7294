package dev.beryl.report.page;

import dev.beryl.report.page.Scale.Tick;

/** The rectangle of a chart within a picture, with its two axes. */
record Frame(double left, double top, double right, double bottom, Scale across, Scale up) {
  private static final int LONGEST_TICK = 14;

  double x(double value) {
    return left + clamped(across.place(value)) * (right - left);
  }

  double y(double value) {
    return bottom - clamped(up.place(value)) * (bottom - top);
  }

  private static double clamped(double place) {
    return Math.max(0, Math.min(1, place));
  }

  /** Draws grid, ticks and names of the axes. */
  Frame draw(Svg svg, String acrossName, String upName) {
    var grid = new StringBuilder();
    for (Tick tick : up.ticks(5)) {
      double y = y(tick.value());
      grid.append("M%s %sH%s".formatted(Svg.at(left), Svg.at(y), Svg.at(right)));
      svg.text(left - 5, y + 4, "end", Svg.FAINT, Encoder.shortened(tick.text(), LONGEST_TICK));
    }
    for (Tick tick : across.ticks(5)) {
      double x = x(tick.value());
      if (!across.isChoice()) {
        grid.append("M%s %sV%s".formatted(Svg.at(x), Svg.at(top), Svg.at(bottom)));
      }
      svg.text(x, bottom + 15, "middle", Svg.FAINT, Encoder.shortened(tick.text(), LONGEST_TICK));
    }
    svg.path(grid, Svg.GRID, 1);
    svg.text(
        right,
        bottom + 30,
        "end",
        Svg.INK,
        Encoder.shortened(acrossName, 40) + (across.logarithmic() ? " (log scale)" : ""));
    svg.text(
        left,
        top - 6,
        "start",
        Svg.INK,
        Encoder.shortened(upName, 50) + (up.logarithmic() ? " (log scale)" : ""));
    return this;
  }
}
