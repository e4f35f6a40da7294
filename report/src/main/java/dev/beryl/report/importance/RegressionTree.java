package dev.beryl.report.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A regression tree on measured axes. An ordered axis is the interval [0, 1], in which its inactive
 * values have the interval [0, 1 - active) and its unit interval the rest; an unordered axis has a
 * level for each choice and a last one for inactive.
 */
final class RegressionTree {
  /** A node: a leaf has a value, an inner node a split and the places of its children. */
  private record Node(
      int axis, double threshold, BitSet levels, int left, int right, double value) {
    boolean isLeaf() {
      return axis < 0;
    }
  }

  /**
   * What a leaf covers: an interval of each ordered axis, levels of each unordered one.
   *
   * @param value the leaf's value
   * @param low the lower ends
   * @param high the upper ends
   * @param levels the levels, at the places of unordered axes; empty sets elsewhere
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Leaf(double value, double[] low, double[] high, BitSet[] levels) {}

  private static final BitSet NONE = new BitSet();

  private final List<Axis> axes;
  private final List<Node> nodes = new ArrayList<>();

  RegressionTree(List<Axis> axes) {
    this.axes = axes;
  }

  /** Adds a leaf and returns its place; the root is added last. */
  int leaf(double value) {
    nodes.add(new Node(-1, 0, NONE, -1, -1, value));
    return nodes.size() - 1;
  }

  /** Adds a split of an ordered axis: what is below the threshold goes left. */
  int split(int axis, double threshold, int left, int right) {
    nodes.add(new Node(axis, threshold, NONE, left, right, 0));
    return nodes.size() - 1;
  }

  /** Adds a split of an unordered axis: the given levels go left. */
  int split(int axis, BitSet levels, int left, int right) {
    nodes.add(new Node(axis, 0, levels, left, right, 0));
    return nodes.size() - 1;
  }

  /** {@return the boxes of all leaves; together they cover the space} */
  List<Leaf> leaves() {
    double[] low = new double[axes.size()];
    double[] high = new double[axes.size()];
    Arrays.fill(high, 1);
    BitSet[] levels = new BitSet[axes.size()];
    for (int j = 0; j < levels.length; j++) {
      levels[j] = new BitSet();
      if (axes.get(j).unordered()) {
        levels[j].set(0, levels(axes.get(j)));
      }
    }
    var leaves = new ArrayList<Leaf>();
    collect(nodes.size() - 1, new Leaf(0, low, high, levels), leaves);
    return leaves;
  }

  /** The number of levels of an unordered axis, with that of inactive if it has one. */
  static int levels(Axis axis) {
    return axis.active() < 1 ? axis.cells() + 1 : axis.cells();
  }

  private void collect(int at, Leaf box, List<Leaf> leaves) {
    Node node = nodes.get(at);
    if (node.isLeaf()) {
      leaves.add(new Leaf(node.value(), box.low(), box.high(), box.levels()));
      return;
    }
    int axis = node.axis();
    if (axes.get(axis).unordered()) {
      BitSet left = (BitSet) box.levels()[axis].clone();
      left.and(node.levels());
      BitSet right = (BitSet) box.levels()[axis].clone();
      right.andNot(node.levels());
      collect(node.left(), with(box, axis, left), leaves);
      collect(node.right(), with(box, axis, right), leaves);
    } else {
      double[] high = box.high().clone();
      high[axis] = node.threshold();
      collect(node.left(), new Leaf(0, box.low(), high, box.levels()), leaves);
      double[] low = box.low().clone();
      low[axis] = node.threshold();
      collect(node.right(), new Leaf(0, low, box.high(), box.levels()), leaves);
    }
  }

  private static Leaf with(Leaf box, int axis, BitSet set) {
    BitSet[] levels = box.levels().clone();
    levels[axis] = set;
    return new Leaf(0, box.low(), box.high(), levels);
  }
}
