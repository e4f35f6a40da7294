package dev.beryl.quality.pruning;

import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;

/** One random problem of a family: its optimum, weights and scales. */
final class CurveProblem {
  private static final int SAMPLES = 4001;
  private static final double[] WEIGHTS = {1, .5, .25, .1};

  private final CurveFamily family;
  private final int steps;
  private final double[] optimum;
  private final double[] weights;
  private double unit = 1;
  private final double best;
  private final double median;

  CurveProblem(CurveFamily family, int steps, long seed) {
    var random = new PhiloxRandom(seed, 0);
    this.family = family;
    this.steps = steps;
    this.optimum = random.doubles(4).map(x -> .2 + .6 * x).toArray();
    this.weights = WEIGHTS.clone();
    for (int i = 3; i > 0; i--) {
      swap(i, random.nextInt(i + 1));
    }
    if (family.isSlowBest()) {
      optimum[0] = .1;
      int largest = 0;
      while (weights[largest] < 1) {
        largest++;
      }
      swap(0, largest);
    }
    double[][] points = new double[SAMPLES][];
    Arrays.setAll(points, i -> random.doubles(4).toArray());
    unit = median(Arrays.stream(points).mapToDouble(this::quality).toArray());
    median = median(Arrays.stream(points).mapToDouble(this::end).toArray());
    best = least(points);
  }

  private void swap(int i, int j) {
    double weight = weights[i];
    weights[i] = weights[j];
    weights[j] = weight;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private double quality(double[] u) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += weights[i] * (u[i] - optimum[i]) * (u[i] - optimum[i]);
    }
    return sum / unit;
  }

  /** The least final loss, by pattern search from the best of many points. */
  private double least(double[][] points) {
    double[] at = optimum.clone();
    for (double[] point : points) {
      at = end(point) < end(at) ? point.clone() : at;
    }
    for (double width = .1; width > 1e-6; width /= 2) {
      for (int i = 0; i < 40; i++) {
        for (double move : new double[] {-width, width}) {
          double[] moved = at.clone();
          moved[i % 4] = Math.clamp(moved[i % 4] + move, 0, 1);
          at = end(moved) < end(at) ? moved : at;
        }
      }
    }
    return end(at);
  }

  private double end(double[] u) {
    return loss(u, steps);
  }

  int steps() {
    return steps;
  }

  CurveFamily family() {
    return family;
  }

  /** The loss without noise at a step from 1. */
  double loss(double[] u, int step) {
    return family.loss(u, quality(u), (double) step / steps, step);
  }

  /** The true regret, 1 for the median point; of the stuck family in units of its loss. */
  double regret(double[] u) {
    return family == CurveFamily.STUCK
        ? family.loss(u, 0, 1, steps) - .1
        : (end(u) - best) / (median - best);
  }

  /** In what the noise is measured. */
  double noiseUnit() {
    return family == CurveFamily.STUCK ? 1 : median - best;
  }
}
