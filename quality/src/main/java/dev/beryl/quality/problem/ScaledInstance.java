package dev.beryl.quality.problem;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * An instance in units of the median loss of uniform points.
 *
 * @param instance in its own units, without noise
 * @param unit the median
 * @param noise in these units
 */
record ScaledInstance(Instance instance, double unit, double noise) implements Instance {
  private static final int POINTS = 501;

  /** Draws the uniform points. */
  static ScaledInstance of(Instance instance, double noise, RandomGenerator random) {
    double[] losses = new double[POINTS];
    double[] point = new double[instance.space().dimension()];
    for (int i = 0; i < POINTS; i++) {
      Arrays.setAll(point, _ -> random.nextDouble());
      losses[i] = instance.loss(instance.space().fromUnit(point));
    }
    Arrays.sort(losses);
    return new ScaledInstance(instance, losses[POINTS / 2], noise);
  }

  @Override
  public String problem() {
    return instance.problem();
  }

  @Override
  public int number() {
    return instance.number();
  }

  @Override
  public SearchSpace space() {
    return instance.space();
  }

  @Override
  public double loss(Treatment treatment) {
    return instance.loss(treatment) / unit;
  }
}
