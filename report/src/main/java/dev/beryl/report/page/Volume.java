package dev.beryl.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The share of the unit square or cube that points dominate, less being better. */
final class Volume {
  private Volume() {}

  /** Two or three coordinates each, in [0, 1]. */
  static double of(List<double[]> points) {
    boolean flat = !points.isEmpty() && points.getFirst().length == 2;
    List<double[]> ordered = new ArrayList<>(points);
    ordered.sort(Comparator.comparingDouble(point -> flat ? 0 : point[2]));
    NavigableMap<Double, Double> stairs = new TreeMap<>(); // the first to the second, which falls
    double area = 0;
    double volume = 0;
    double height = 0;
    for (double[] point : ordered) {
      double level = flat ? 0 : point[2];
      volume += area * (level - height);
      height = level;
      area += add(stairs, point[0], point[1]);
    }
    return volume + area * (1 - height);
  }

  /** Adds a point to the stairs, and returns what it adds to the area. */
  static double add(NavigableMap<Double, Double> stairs, double a, double b) {
    Map.Entry<Double, Double> before = stairs.floorEntry(a);
    if (before != null && before.getValue() <= b) {
      return 0;
    }
    double added = 0;
    double from = a;
    double top = before == null ? 1 : before.getValue();
    for (var next = stairs.ceilingEntry(a);
        next != null && next.getValue() >= b;
        next = stairs.ceilingEntry(a)) {
      added += (next.getKey() - from) * (top - b);
      from = next.getKey();
      top = next.getValue();
      stairs.remove(next.getKey());
    }
    Double end = stairs.higherKey(a);
    added += ((end == null ? 1 : end) - from) * (top - b);
    stairs.put(a, b);
    return added;
  }
}
