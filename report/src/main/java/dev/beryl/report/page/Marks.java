package dev.beryl.report.page;

import dev.beryl.report.study.State;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Points of a chart by state: each state is one path, so that a point takes a few bytes. Points
 * that fall on the same place are drawn once. If a state has more than a number of places, cells
 * are drawn for it, darker the more points they hold. For charts of at most 1024 x 512.
 */
final class Marks {
  private static final int CELL = 8;
  private static final int ACROSS = 1024 / CELL + 1;
  private static final int DOWN = 512 / CELL + 1;
  private static final double[] OPACITIES = {0.12, 0.25, 0.45, 0.7, 1};
  private static final State[] ORDER = {
    State.PRUNED, State.REJECTED, State.FAILED, State.COMPLETED, State.INFEASIBLE
  };

  /** The points of one state. */
  private static final class Points {
    private final StringBuilder path = new StringBuilder();
    private final Set<Long> taken = new HashSet<>();
    private final int[] counts = new int[ACROSS * DOWN];
  }

  /** What a view says if {@link #draw} tells so. */
  static final String COUNTED =
      " There are many trials, so cells are drawn, darker the more fall there.";

  private final int most;
  private final Points[] states = new Points[State.values().length];

  /** Takes the number of completed trials above which counts are drawn; of others it is a third. */
  Marks(int most) {
    this.most = most;
    for (int i = 0; i < states.length; i++) {
      states[i] = new Points();
    }
  }

  private int most(State state) {
    return state == State.COMPLETED ? most : most / 3;
  }

  /** Adds a point. */
  void add(State state, double x, double y) {
    Points points = states[state.rank()];
    points.counts[(int) Math.round(x / CELL) * DOWN + (int) Math.round(y / CELL)]++;
    if (points.taken.size() > most(state)
        || !points.taken.add(Math.round(x) << 20 | Math.round(y))) {
      return;
    }
    points.path.append('M').append(Svg.at(x)).append(' ').append(Svg.at(y));
    switch (state) {
      case COMPLETED, PRUNED -> points.path.append("h0");
      case INFEASIBLE -> points.path.append("m0-4l4 7h-8z");
      case FAILED -> points.path.append("m-3-3l6 6m0-6l-6 6");
      case REJECTED -> points.path.append("m0-4l4 4l-4 4l-4-4z");
    }
  }

  /** Draws all points that were added, and tells whether counts stand for any. */
  boolean draw(Svg svg) {
    boolean counted = false;
    for (State state : ORDER) {
      Points points = states[state.rank()];
      if (points.taken.size() > most(state)) {
        counted = true;
        drawCounts(svg, state, points.counts);
      } else {
        draw(svg, state, points.path);
      }
    }
    return counted;
  }

  private static void draw(Svg svg, State state, StringBuilder path) {
    switch (state) {
      case COMPLETED ->
          svg.path(path, state.color(), 5, " stroke-linecap=\"round\" stroke-opacity=\"0.65\"");
      case PRUNED ->
          svg.path(path, state.color(), 4, " stroke-linecap=\"square\" stroke-opacity=\"0.6\"");
      default -> svg.path(path, state.color(), 1.3);
    }
  }

  /** Cells, darker on a logarithmic scale the more points they hold. */
  private static void drawCounts(Svg svg, State state, int[] counts) {
    int largest = Arrays.stream(counts).max().orElse(1);
    double all = StrictMath.log(largest + 1.0);
    for (int level = 0; level < OPACITIES.length; level++) {
      svg.path(
          cells(counts, level, all),
          state.color(),
          CELL,
          " stroke-linecap=\"square\" stroke-opacity=\"%s\"".formatted(OPACITIES[level]));
    }
  }

  /** The cells of a level, row by row; neighbors are one line, and moves are from the last end. */
  private static StringBuilder cells(int[] counts, int level, double all) {
    var path = new StringBuilder();
    int penX = 0;
    int penY = 0;
    for (int y = 0; y < DOWN; y++) {
      for (int x = 0; x < ACROSS; x++) {
        int start = x;
        while (x < ACROSS && level(counts[x * DOWN + y], all) == level) {
          x++;
        }
        if (x > start) {
          path.append('m').append((start - penX) * CELL);
          path.append(' ').append((y - penY) * CELL);
          path.append('h').append((x - 1 - start) * CELL);
          penX = x - 1;
          penY = y;
        }
      }
    }
    return path;
  }

  /** From 0 on; -1: the cell is empty. */
  private static int level(int count, double all) {
    double dark = StrictMath.log(count + 1.0) / all;
    return count == 0 ? -1 : (int) Math.min(OPACITIES.length - 1, dark * OPACITIES.length);
  }
}
