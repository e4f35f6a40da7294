package dev.beryl.optimizers.pruning;

import java.util.Arrays;

/** Ascending steps at which trials are judged, in integers throughout. Immutable. */
final class Rungs {
  static final Rungs NONE = new Rungs(new long[0]);

  private final long[] steps;

  private Rungs(long[] steps) {
    this.steps = steps;
  }

  /** One rung, if it is below the end. */
  static Rungs at(long step, long end) {
    return step < end ? new Rungs(new long[] {step}) : NONE;
  }

  /**
   * The rungs {@code min factor^(leftOut + k)} for k = 0, 1, …, as far as they are below the end.
   */
  static Rungs powers(long min, int factor, int leftOut, long end) {
    long[] steps = new long[Long.SIZE];
    int rungs = 0;
    long step = min;
    for (int power = 0; step < end; power++) {
      if (power >= leftOut) {
        steps[rungs++] = step;
      }
      step = step > Long.MAX_VALUE / factor ? Long.MAX_VALUE : step * factor;
    }
    return new Rungs(Arrays.copyOf(steps, rungs));
  }

  /** The rungs {@code end / factor^k}, rounded up, for k from a number down to 1. */
  static Rungs fractions(long end, int factor, int rungs) {
    long[] steps = new long[rungs];
    long power = 1;
    for (int k = rungs - 1; k >= 0; k--) {
      power *= factor;
      steps[k] = Math.ceilDiv(end, power);
    }
    return new Rungs(steps);
  }

  /** How many rungs are at a step or below. */
  int reached(long step) {
    int reached = 0;
    while (reached < steps.length && steps[reached] <= step) {
      reached++;
    }
    return reached;
  }
}
