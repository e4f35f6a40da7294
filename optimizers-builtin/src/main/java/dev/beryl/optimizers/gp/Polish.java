package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.math.BoundedLbfgs;
import java.util.Arrays;

/**
 * Improves a point: steps of L-BFGS on the continuous features in turn with moves along single
 * other ones, over all of their levels or, of many, to the next two on each side.
 */
final class Polish {
  private static final int ROUNDS = 3;
  private static final int STEPS = 40;
  private static final int MEMORY = 8;
  private static final double TOLERANCE = 1e-3;
  private static final double FIRST_STEP = 0.05;
  private static final int FEW_LEVELS = 16;
  private static final int MOST_CATEGORIES = 128;
  private static final int NEIGHBORS = 2;
  private static final int BISECTIONS = 12;
  private static final double ITEM_FIRST =
      0.25; // of a place: an item that moves comes before others

  private final Inputs inputs;
  private final int[] continuous;
  private final int[] discrete;
  private final BoundedLbfgs lbfgs;
  private final double[] low;
  private final double[] high;
  private final double[] gradient;

  Polish(Inputs inputs) {
    this.inputs = inputs;
    int[] features = new int[inputs.size()];
    Arrays.setAll(features, f -> f);
    this.continuous = Arrays.stream(features).filter(inputs::isContinuous).toArray();
    this.discrete = Arrays.stream(features).filter(f -> !inputs.isContinuous(f)).toArray();
    this.lbfgs = new BoundedLbfgs(continuous.length, MEMORY);
    this.low = new double[continuous.length];
    this.high = new double[continuous.length];
    Arrays.fill(high, 1);
    this.gradient = new double[inputs.size()];
  }

  /** Improves a point in place and returns its value. */
  double improve(Acquisition acquisition, double[] point, double start) {
    double value = start;
    for (int round = 0; round < ROUNDS; round++) {
      if (continuous.length > 0) {
        value = climb(acquisition, point, value);
      }
      double before = value;
      for (int f : discrete) {
        value = move(acquisition, point, f, value);
      }
      if (!(value > before)) {
        break;
      }
    }
    return value;
  }

  private double climb(Acquisition acquisition, double[] point, double value) {
    double[] x = new double[continuous.length];
    double[] whole = point.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = point[continuous[i]];
    }
    double least =
        lbfgs.minimize(
            (at, into) -> {
              for (int i = 0; i < at.length; i++) {
                whole[continuous[i]] = at[i];
              }
              double reached = acquisition.at(whole, gradient);
              for (int i = 0; i < at.length; i++) {
                into[i] = -gradient[continuous[i]];
              }
              return -reached;
            },
            x,
            low,
            high,
            STEPS,
            TOLERANCE,
            FIRST_STEP);
    if (!(-least > value)) {
      return value;
    }
    for (int i = 0; i < x.length; i++) {
      point[continuous[i]] = x[i];
    }
    return -least;
  }

  private double move(Acquisition acquisition, double[] point, int feature, double value) {
    if (inputs.item(feature) >= 0) {
      return moveItem(acquisition, point, feature, value);
    }
    double best = value;
    double at = point[feature];
    double chosen = at;
    long levels = inputs.levels(feature);
    long level = inputs.levelAt(feature, at);
    boolean all =
        levels <= FEW_LEVELS || (inputs.isCategorical(feature) && levels <= MOST_CATEGORIES);
    long from = all ? 0 : Math.max(0, level - NEIGHBORS);
    long to = all ? levels - 1 : Math.min(levels - 1, level + NEIGHBORS);
    for (long each = from; each <= to; each++) {
      if (each == level) {
        continue;
      }
      point[feature] = inputs.level(feature, each);
      double reached = acquisition.at(point);
      if (reached > best) {
        best = reached;
        chosen = point[feature];
      }
    }
    point[feature] = chosen;
    return best;
  }

  /** Puts an item into a subset or out of it, or at other places of a permutation. */
  private double moveItem(Acquisition acquisition, double[] point, int feature, double value) {
    double best = value;
    double[] chosen = point.clone();
    for (int level = 0; level < inputs.levels(feature); level++) {
      double[] moved = point.clone();
      double to = inputs.level(feature, level);
      moved[feature] = to + Math.signum(to - point[feature]) * ITEM_FIRST / inputs.levels(feature);
      inputs.settle(moved);
      double reached = Arrays.equals(moved, point) ? value : acquisition.at(moved);
      if (reached > best) {
        best = reached;
        chosen = moved;
      }
    }
    System.arraycopy(chosen, 0, point, 0, point.length);
    return best;
  }

  /**
   * The last point, on the way from one that satisfies the hard constraints to another, that does.
   */
  double[] cut(double[] satisfying, double[] beyond) {
    double[] best = satisfying.clone();
    double[] trial = satisfying.clone();
    double share = 0.5;
    double width = 0.25;
    for (int i = 0; i < BISECTIONS; i++) {
      for (int f : continuous) {
        trial[f] = satisfying[f] + share * (beyond[f] - satisfying[f]);
      }
      if (inputs.space().violated(inputs.treatment(trial)).isEmpty()) {
        System.arraycopy(trial, 0, best, 0, trial.length);
        share += width;
      } else {
        share -= width;
      }
      width /= 2;
    }
    return best;
  }
}
