package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.function.IntToDoubleFunction;

/**
 * A smooth function with one minimum: the mean squared distance, over the active parameters, from a
 * center in the middle three fifths of the unit cube. Its values are in [0, 1] and have the same
 * bits everywhere.
 */
final class SmoothFunction {
  private static final long STREAM = 0x4C414E44; // LAND

  private final SearchSpace space;
  private final double[] center;
  private final double[] unit;

  SmoothFunction(SearchSpace space, long seed) {
    this.space = space;
    this.center = new double[space.dimension()];
    this.unit = new double[center.length];
    var random = new PhiloxRandom(seed, STREAM);
    for (int i = 0; i < center.length; i++) {
      center[i] = 0.2 + 0.6 * random.nextDouble();
    }
  }

  /**
   * The loss of an objective.
   *
   * @param objective from 0; an odd one has its center reflected
   */
  double loss(Treatment treatment, int objective) {
    return from(treatment, i -> objective % 2 == 0 ? center[i] : 1 - center[i]);
  }

  /** The same function around a place that is 0.4 away in each parameter, to be bounded. */
  double bounded(Treatment treatment) {
    return from(treatment, i -> center[i] < 0.5 ? center[i] + 0.4 : center[i] - 0.4);
  }

  private double from(Treatment treatment, IntToDoubleFunction middle) {
    space.toUnit(treatment, unit);
    double sum = 0;
    int active = 0;
    for (int i = 0; i < unit.length; i++) {
      if (!Double.isNaN(unit[i])) {
        double distance = unit[i] - middle.applyAsDouble(i);
        sum += distance * distance;
        active++;
      }
    }
    return sum / active;
  }
}
