package dev.beryl.result;

import dev.beryl.metric.TrialTable;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Those of the first rows of a table that no other of them dominates.
 *
 * <p>In the order of their losses, the first objective's first, a point can be dominated by earlier
 * ones only. For up to two objectives the least second loss so far decides; for three a staircase
 * of the second and third losses (H. T. Kung, F. Luccio and F. P. Preparata, On finding the maxima
 * of a set of vectors, J. ACM 22, 1975); for more each point is compared with the front so far.
 */
final class ParetoFront {
  private ParetoFront() {}

  static List<Integer> rows(TrialTable table, int size) {
    var points = new ArrayList<Point>();
    for (int row = 0; row < size; row++) {
      if (table.isFeasible(row)) {
        points.add(new Point(table, row));
      }
    }
    points.sort(Point::compareByLosses);
    Front front =
        switch (table.objectives().size()) {
          case 1, 2 -> new Sweep();
          case 3 -> new Staircase();
          default -> new Members();
        };
    return points.stream().filter(front::enters).map(point -> point.row).sorted().toList();
  }

  /** The front of the points so far; they come in the order of their losses. */
  private interface Front {
    /** Whether no earlier point is nowhere worse. */
    boolean enters(Point point);
  }

  private static final class Sweep implements Front {
    private double least = Double.POSITIVE_INFINITY;
    private boolean any;

    @Override
    public boolean enters(Point point) {
      double last = point.losses.length == 1 ? 0 : point.losses[1];
      boolean enters = !any || last < least;
      any = true;
      least = Math.min(least, last);
      return enters;
    }
  }

  /** The least third loss by second loss, falling as that rises. */
  private static final class Staircase implements Front {
    private final TreeMap<Double, Double> steps = new TreeMap<>();

    @Override
    public boolean enters(Point point) {
      double second = point.losses[1];
      double third = point.losses[2];
      var below = steps.floorEntry(second);
      if (below != null && below.getValue() <= third) {
        return false;
      }
      for (var above = steps.ceilingEntry(second);
          above != null && above.getValue() >= third;
          above = steps.ceilingEntry(second)) {
        steps.remove(above.getKey());
      }
      steps.put(second, third);
      return true;
    }
  }

  private static final class Members implements Front {
    private final List<Point> members = new ArrayList<>();

    @Override
    public boolean enters(Point point) {
      for (Point member : members) {
        if (member.covers(point)) {
          return false;
        }
      }
      members.add(point);
      return true;
    }
  }

  private static final class Point {
    private final int row;
    private final double[] losses;

    Point(TrialTable table, int row) {
      List<Objective> objectives = table.objectives();
      this.row = row;
      this.losses = new double[objectives.size()];
      // Adding zero makes a negative zero positive, which sorting would tell apart.
      Arrays.setAll(losses, i -> objectives.get(i).loss(table.value(row, i)) + 0.0);
    }

    /** By the losses in order; of equal ones the earlier row first. */
    int compareByLosses(Point other) {
      int order = Arrays.compare(losses, other.losses);
      return order != 0 ? order : Integer.compare(row, other.row);
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
