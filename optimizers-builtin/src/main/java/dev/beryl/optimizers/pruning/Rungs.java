package dev.beryl.optimizers.pruning;

import dev.beryl.fault.Faults;
import java.util.Arrays;

/**
 * The steps at which successive halving decides: {@code r eta^(s + k)} for k = 0, 1, …, as far as
 * they are below the end, in integers throughout. Immutable.
 */
final class Rungs {
  private final long[] steps;

  private Rungs(long[] steps) {
    this.steps = steps;
  }

  /**
   * The rungs of some settings.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Rungs of(HalvingSettings settings) {
    long factor = settings.reductionFactor();
    int leftOut = settings.minEarlyStoppingRate();
    long end = settings.maxResource().orElse(Long.MAX_VALUE);
    long[] steps = new long[Long.SIZE];
    int rungs = 0;
    long step = settings.minResource();
    for (int power = 0; step < end; power++) {
      if (power >= leftOut) {
        steps[rungs++] = step;
      }
      step = step > Long.MAX_VALUE / factor ? Long.MAX_VALUE : step * factor;
    }
    var faults = new Faults("pruner 'asha'");
    faults.require(
        rungs > 0,
        "expected a first rung, min-resource * reduction-factor^min-early-stopping-rate = %s *"
            + " %s^%s, below %s %s; choose smaller ones",
        settings.minResource(),
        factor,
        leftOut,
        settings.maxResource().isPresent() ? "max-resource" : "2^63 - 1 =",
        end);
    faults.throwIfAny();
    return new Rungs(Arrays.copyOf(steps, rungs));
  }

  long first() {
    return steps[0];
  }

  /** How many rungs a curve had reached before its last report. */
  int before(LearningCurve curve) {
    return curve.isFirst() ? 0 : reached(curve.stepBefore());
  }

  /** How many rungs a curve has reached with its last report. */
  int now(LearningCurve curve) {
    return reached(curve.step());
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
