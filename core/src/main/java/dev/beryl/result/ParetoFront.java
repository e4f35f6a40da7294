package dev.beryl.result;

import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows, among the first so many of a table, that no other of them dominates. */
final class ParetoFront {
  private ParetoFront() {}

  static List<Integer> rows(TrialTable table, int size) {
    var front = new ArrayList<Point>();
    for (int row = 0; row < size; row++) {
      if (!table.isCompleted(row)) {
        continue;
      }
      Point candidate = Point.of(table, row);
      if (front.stream().noneMatch(kept -> kept.covers(candidate))) {
        front.removeIf(candidate::covers);
        front.add(candidate);
      }
    }
    return front.stream().map(Point::row).toList();
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by covers alone
  private record Point(int row, double[] losses) {
    static Point of(TrialTable table, int row) {
      List<Objective> objectives = table.objectives();
      double[] losses = new double[objectives.size()];
      Arrays.setAll(losses, i -> objectives.get(i).loss(table.value(row, i)));
      return new Point(row, losses);
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
