package dev.beryl.report.page;

import dev.beryl.report.study.State;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Points of a chart by state: each state is one path, so that a point takes a few bytes. Points
 * that fall on the same place are drawn once, and above a number of points only counts are drawn.
 */
final class Marks {
  private static final int CELL = 8;
  private static final double[] OPACITIES = {0.12, 0.25, 0.45, 0.7, 1};

  private final int most;
  private final Map<State, StringBuilder> paths = new EnumMap<>(State.class);
  private final Set<Long> taken = new HashSet<>();
  private final Map<Long, Integer> counts = new TreeMap<>();
  private int drawn;

  /** Takes the number of points above which counts are drawn. */
  Marks(int most) {
    this.most = most;
  }

  /** Adds a point. */
  void add(State state, double x, double y) {
    long place = Math.round(x) << 20 | Math.round(y) << 4 | state.rank();
    if (state == State.COMPLETED) {
      counts.merge(Math.round(x / CELL) << 20 | Math.round(y / CELL), 1, Integer::sum);
    }
    if (drawn > most || !taken.add(place)) {
      return;
    }
    drawn++;
    StringBuilder path = paths.computeIfAbsent(state, _ -> new StringBuilder());
    path.append('M').append(Svg.at(x)).append(' ').append(Svg.at(y));
    switch (state) {
      case COMPLETED, PRUNED -> path.append("h0");
      case INFEASIBLE -> path.append("m0-4l4 7h-8z");
      case FAILED -> path.append("m-3-3l6 6m0-6l-6 6");
      case REJECTED -> path.append("m0-4l4 4l-4 4l-4-4z");
    }
  }

  /** Draws all points that were added, and tells whether counts stand for them. */
  boolean draw(Svg svg) {
    boolean counted = drawn > most;
    for (State state : new State[] {State.PRUNED, State.REJECTED, State.FAILED}) {
      draw(svg, state);
    }
    if (counted) {
      drawCounts(svg);
    } else {
      draw(svg, State.COMPLETED);
    }
    draw(svg, State.INFEASIBLE);
    return counted;
  }

  private void draw(Svg svg, State state) {
    StringBuilder path = paths.getOrDefault(state, new StringBuilder());
    switch (state) {
      case COMPLETED ->
          svg.path(path, state.color(), 5, " stroke-linecap=\"round\" stroke-opacity=\"0.65\"");
      case PRUNED ->
          svg.path(path, state.color(), 4, " stroke-linecap=\"square\" stroke-opacity=\"0.6\"");
      default -> svg.path(path, state.color(), 1.3);
    }
  }

  /** Cells, darker on a logarithmic scale the more points they hold. */
  private void drawCounts(Svg svg) {
    int largest = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    var levels = new StringBuilder[OPACITIES.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new StringBuilder();
    }
    counts.forEach((cell, count) -> {
      double dark = StrictMath.log(count + 1.0) / StrictMath.log(largest + 1.0);
      int level = (int) Math.min(levels.length - 1, dark * levels.length);
      levels[level]
          .append('M')
          .append((cell >> 20) * CELL)
          .append(' ')
          .append((cell & 0xfffff) * CELL)
          .append("h0");
    });
    for (int i = 0; i < levels.length; i++) {
      svg.path(
          levels[i],
          State.COMPLETED.color(),
          CELL,
          " stroke-linecap=\"square\" stroke-opacity=\"%s\"".formatted(OPACITIES[i]));
    }
  }
}
