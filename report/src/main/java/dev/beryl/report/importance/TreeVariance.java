package dev.beryl.report.importance;

import dev.beryl.report.importance.RegressionTree.Leaf;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The functional analysis of variance of a tree (Hutter, Hoos, Leyton-Brown 2014): all integrals
 * are exact, because the tree is constant on boxes.
 */
final class TreeVariance {
  private final List<Axis> axes;
  private final List<Leaf> leaves;
  private final double[] volumes;
  private final double mean;

  TreeVariance(List<Axis> axes, RegressionTree tree) {
    this.axes = axes;
    this.leaves = tree.leaves();
    this.volumes = new double[leaves.size()];
    double sum = 0;
    for (int i = 0; i < volumes.length; i++) {
      volumes[i] = 1;
      for (int j = 0; j < axes.size(); j++) {
        volumes[i] *= extent(leaves.get(i), j);
      }
      sum += volumes[i] * leaves.get(i).value();
    }
    this.mean = sum;
  }

  private double extent(Leaf leaf, int axis) {
    if (!axes.get(axis).unordered()) {
      return leaf.high()[axis] - leaf.low()[axis];
    }
    BitSet levels = leaf.levels()[axis];
    double extent = 0;
    for (int level = levels.nextSetBit(0); level >= 0; level = levels.nextSetBit(level + 1)) {
      extent += measure(axes.get(axis), level);
    }
    return extent;
  }

  private static double measure(Axis axis, int level) {
    return level < axis.cells() ? axis.active() / axis.cells() : 1 - axis.active();
  }

  /** {@return the variance of the tree over the space} */
  double total() {
    double sum = 0;
    for (int i = 0; i < volumes.length; i++) {
      double deviation = leaves.get(i).value() - mean;
      sum += volumes[i] * deviation * deviation;
    }
    return sum;
  }

  /** The variance that a parameter explains alone. */
  double alone(int axis) {
    double[] borders = borders(axis);
    double[] marginal = new double[borders.length];
    for (int i = 0; i < volumes.length; i++) {
      double extent = extent(leaves.get(i), axis);
      if (extent > 0) {
        add(marginal, borders, i, axis, leaves.get(i).value() * volumes[i] / extent);
      }
    }
    accumulate(marginal, axis);
    double sum = 0;
    for (int i = 0; i + 1 < borders.length; i++) {
      double deviation = marginal[i] - mean;
      sum += (borders[i + 1] - borders[i]) * deviation * deviation;
    }
    return sum;
  }

  /** The variance that two parameters explain together beyond what each explains alone. */
  double together(int first, int second) {
    double[] rows = borders(first);
    double[] columns = borders(second);
    double[][] marginal = new double[rows.length][columns.length];
    for (int i = 0; i < volumes.length; i++) {
      Leaf leaf = leaves.get(i);
      double area = extent(leaf, first) * extent(leaf, second);
      if (area <= 0) {
        continue;
      }
      double height = leaf.value() * volumes[i] / area;
      for (int row = 0; row + 1 < rows.length; row++) {
        if (covers(leaf, first, rows, row)) {
          add(marginal[row], columns, i, second, height);
        }
      }
    }
    double sum = 0;
    for (int row = 0; row + 1 < rows.length; row++) {
      accumulate(marginal[row], second);
      for (int column = 0; column + 1 < columns.length; column++) {
        double deviation = marginal[row][column] - mean;
        double area = (rows[row + 1] - rows[row]) * (columns[column + 1] - columns[column]);
        sum += area * deviation * deviation;
      }
    }
    return sum - alone(first) - alone(second);
  }

  /**
   * Adds to a surface what the tree expects at places of two axes, averaged over all others.
   *
   * @param rows places of the first axis: of an unordered one its levels
   * @param columns places of the second
   * @param surface for each row and column a sum
   */
  void addSurface(int first, double[] rows, int second, double[] columns, double[][] surface) {
    for (int i = 0; i < volumes.length; i++) {
      Leaf leaf = leaves.get(i);
      double area = extent(leaf, first) * extent(leaf, second);
      for (int row = 0; area > 0 && row < rows.length; row++) {
        for (int column = 0; isIn(leaf, first, rows[row]) && column < columns.length; column++) {
          if (isIn(leaf, second, columns[column])) {
            surface[row][column] += leaf.value() * volumes[i] / area;
          }
        }
      }
    }
  }

  private boolean isIn(Leaf leaf, int axis, double place) {
    return axes.get(axis).unordered()
        ? leaf.levels()[axis].get((int) place)
        : leaf.low()[axis] <= place && place < leaf.high()[axis];
  }

  /** The places where the marginal may change, 0 and 1 included. */
  private double[] borders(int axis) {
    Axis of = axes.get(axis);
    if (of.unordered()) {
      double[] borders = new double[RegressionTree.levels(of) + 1];
      for (int level = 0; level + 1 < borders.length; level++) {
        borders[level + 1] = borders[level] + measure(of, level);
      }
      return borders;
    }
    double[] ends = new double[2 * leaves.size()];
    for (int i = 0; i < leaves.size(); i++) {
      ends[2 * i] = leaves.get(i).low()[axis];
      ends[2 * i + 1] = leaves.get(i).high()[axis];
    }
    return Arrays.stream(ends).sorted().distinct().toArray();
  }

  /** Adds a leaf's height: of an ordered axis at its two ends, which are summed up later. */
  private void add(double[] marginal, double[] borders, int leaf, int axis, double height) {
    if (axes.get(axis).unordered()) {
      BitSet levels = leaves.get(leaf).levels()[axis];
      for (int level = levels.nextSetBit(0); level >= 0; level = levels.nextSetBit(level + 1)) {
        marginal[level] += height;
      }
    } else {
      marginal[Arrays.binarySearch(borders, leaves.get(leaf).low()[axis])] += height;
      marginal[Arrays.binarySearch(borders, leaves.get(leaf).high()[axis])] -= height;
    }
  }

  private void accumulate(double[] marginal, int axis) {
    if (!axes.get(axis).unordered()) {
      for (int i = 1; i < marginal.length; i++) {
        marginal[i] += marginal[i - 1];
      }
    }
  }

  private boolean covers(Leaf leaf, int axis, double[] borders, int piece) {
    return axes.get(axis).unordered()
        ? leaf.levels()[axis].get(piece)
        : leaf.low()[axis] <= borders[piece] && borders[piece] < leaf.high()[axis];
  }
}
