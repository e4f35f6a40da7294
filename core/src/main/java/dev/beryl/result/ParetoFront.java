package dev.beryl.result;

import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Those of the first rows of a table that no other of them dominates. */
final class ParetoFront {
  private ParetoFront() {}

  static List<Integer> rows(TrialTable table, int size) {
    var front = new ArrayList<Point>();
    for (int row = 0; row < size; row++) {
      if (!table.isFeasible(row)) {
        continue;
      }
      var candidate = new Point(table, row);
      if (front.stream().noneMatch(kept -> kept.covers(candidate))) {
        front.removeIf(candidate::covers);
        front.add(candidate);
      }
    }
    return front.stream().map(point -> point.row).toList();
  }

  private static final class Point {
    private final int row;
    private final double[] losses;

    Point(TrialTable table, int row) {
      List<Objective> objectives = table.objectives();
      this.row = row;
      this.losses = new double[objectives.size()];
      Arrays.setAll(losses, i -> objectives.get(i).loss(table.value(row, i)));
    }

    /** Whether it is nowhere worse: dominates the other or equals it. */
    boolean covers(Point other) {
      for (int i = 0; i < losses.length; i++) {
        if (losses[i] > other.losses[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
