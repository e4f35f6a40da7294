package dev.beryl.optimizers.pareto;

import java.util.Arrays;

/** A growing list of points. */
public final class PointList {
  private int[] points = new int[8];
  private int size;

  PointList() {}

  void add(int point) {
    if (size == points.length) {
      points = Arrays.copyOf(points, 2 * size);
    }
    points[size++] = point;
  }

  /** Adds a point in its place; the others are in order. */
  void insert(int point, Losses order) {
    add(point);
    int at = size - 1;
    for (; at > 0 && order.precedes(point, points[at - 1]); at--) {
      points[at] = points[at - 1];
    }
    points[at] = point;
  }

  /** {@return how many points there are} */
  public int size() {
    return size;
  }

  /** The point at an index. */
  public int get(int index) {
    return points[index];
  }

  void set(int index, int point) {
    points[index] = point;
  }

  /** Shortens the list to its first points. */
  void truncate(int length) {
    size = length;
  }
}
