package dev.beryl.report.importance;

import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Grows a tree of a bootstrap sample until its leaves are pure. */
final class TreeGrowth {
  /** A split found for a node. */
  private record Split(int axis, double threshold, BitSet levels, double gain) {}

  private static final Split NO_SPLIT = new Split(-1, 0, new BitSet(), 0);
  private static final double LEAST_GAIN = 1e-12; // of the sum of squares

  private final List<Axis> axes;
  private final double[][] places; // [axis][point], measured; of an unordered axis its level
  private final double[] values;
  private final int[] weights;
  private final int[][] order; // [axis]: the points of the sample by place
  private final int[] moved;
  private final RegressionTree tree;

  private TreeGrowth(
      List<Axis> axes, double[][] places, double[] values, int[][] sorted, PhiloxRandom random) {
    this.axes = axes;
    this.places = places;
    this.values = values;
    this.weights = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      weights[random.nextInt(values.length)]++;
    }
    this.order = new int[axes.size()][];
    for (int j = 0; j < order.length; j++) {
      order[j] = Arrays.stream(sorted[j]).filter(point -> weights[point] > 0).toArray();
    }
    this.moved = new int[order[0].length];
    this.tree = new RegressionTree(axes);
  }

  /**
   * Fits trees.
   *
   * @param axes the axes
   * @param places for each axis and point its place
   * @param values for each point its value
   * @param trees how many
   * @param seed of the bootstrap samples
   * @return the trees' variances
   */
  static List<TreeVariance> forest(
      List<Axis> axes, double[][] places, double[] values, int trees, long seed) {
    int[][] sorted = new int[axes.size()][];
    for (int j = 0; j < sorted.length; j++) {
      double[] place = places[j];
      sorted[j] =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingDouble(point -> place[point]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    var random = new PhiloxRandom(seed, 0);
    return IntStream.range(0, trees)
        .mapToObj(tree -> {
          random.seek(tree, 0);
          var growth = new TreeGrowth(axes, places, values, sorted, random);
          growth.grow(0, growth.order[0].length);
          return new TreeVariance(axes, growth.tree);
        })
        .toList();
  }

  /** The measured place of a unit coordinate: inactive values come first. */
  static double place(Axis axis, double unit) {
    if (axis.unordered()) {
      return Double.isNaN(unit) ? axis.cells() : axis.cell(unit);
    }
    return Double.isNaN(unit) ? (1 - axis.active()) / 2 : 1 - axis.active() + axis.active() * unit;
  }

  private int grow(int from, int to) {
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      int point = order[0][i];
      weight += weights[point];
      sum += weights[point] * values[point];
      squares += weights[point] * values[point] * values[point];
    }
    double least = LEAST_GAIN * squares;
    Split best = NO_SPLIT;
    if (to - from > 1) {
      for (int j = 0; j < axes.size(); j++) {
        Split split =
            axes.get(j).unordered()
                ? ofLevels(j, from, to, weight, sum)
                : ofOrdered(j, from, to, weight, sum);
        best = split.gain() > best.gain() ? split : best;
      }
    }
    if (best.axis() < 0 || best.gain() <= least) {
      return tree.leaf(sum / weight);
    }
    int middle = partition(best, from, to);
    int left = grow(from, middle);
    int right = grow(middle, to);
    return axes.get(best.axis()).unordered()
        ? tree.split(best.axis(), best.levels(), left, right)
        : tree.split(best.axis(), best.threshold(), left, right);
  }

  private Split ofOrdered(int axis, int from, int to, double weight, double sum) {
    double[] place = places[axis];
    int[] points = order[axis];
    double leftWeight = 0;
    double leftSum = 0;
    double most = 0;
    int after = -1;
    for (int i = from; i + 1 < to; i++) {
      int point = points[i];
      leftWeight += weights[point];
      leftSum += weights[point] * values[point];
      if (place[point] < place[points[i + 1]]) {
        double gain = gain(leftWeight, leftSum, weight, sum);
        if (gain > most) {
          most = gain;
          after = i;
        }
      }
    }
    return after < 0
        ? NO_SPLIT
        : new Split(
            axis,
            between(axes.get(axis), place[points[after]], place[points[after + 1]]),
            NO_SPLIT.levels(),
            most);
  }

  private static double between(Axis axis, double left, double right) {
    double inactive = 1 - axis.active();
    return left < inactive ? inactive : left + (right - left) / 2;
  }

  /** The best subset of levels is one of the first in the order of their means (Fisher 1958). */
  private Split ofLevels(int axis, int from, int to, double weight, double sum) {
    int levels = RegressionTree.levels(axes.get(axis));
    double[] weightOf = new double[levels];
    double[] sumOf = new double[levels];
    for (int i = from; i < to; i++) {
      int point = order[axis][i];
      int level = (int) places[axis][point];
      weightOf[level] += weights[point];
      sumOf[level] += weights[point] * values[point];
    }
    int[] present =
        IntStream.range(0, levels)
            .filter(level -> weightOf[level] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(level -> sumOf[level] / weightOf[level]))
            .mapToInt(Integer::intValue)
            .toArray();
    double leftWeight = 0;
    double leftSum = 0;
    double most = 0;
    int after = -1;
    for (int i = 0; i + 1 < present.length; i++) {
      leftWeight += weightOf[present[i]];
      leftSum += sumOf[present[i]];
      double gain = gain(leftWeight, leftSum, weight, sum);
      if (gain > most) {
        most = gain;
        after = i;
      }
    }
    if (after < 0) {
      return NO_SPLIT;
    }
    var left = new BitSet();
    for (int i = 0; i <= after; i++) {
      left.set(present[i]);
    }
    return new Split(axis, 0, left, most);
  }

  /** How much the sum of squares falls. */
  private static double gain(double leftWeight, double leftSum, double weight, double sum) {
    double rightWeight = weight - leftWeight;
    double difference = leftSum / leftWeight - (sum - leftSum) / rightWeight;
    return leftWeight * rightWeight / weight * difference * difference;
  }

  private boolean isLeft(Split split, int point) {
    double place = places[split.axis()][point];
    return axes.get(split.axis()).unordered()
        ? split.levels().get((int) place)
        : place < split.threshold();
  }

  /** Moves the points that go left to the front, in every order. */
  private int partition(Split split, int from, int to) {
    int middle = from;
    for (int[] points : order) {
      int left = from;
      int right = 0;
      for (int i = from; i < to; i++) {
        if (isLeft(split, points[i])) {
          points[left++] = points[i];
        } else {
          moved[right++] = points[i];
        }
      }
      System.arraycopy(moved, 0, points, left, right);
      middle = left;
    }
    return middle;
  }
}
