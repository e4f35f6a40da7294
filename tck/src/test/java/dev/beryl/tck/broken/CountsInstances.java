package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 8: counts its optimizers in a static field. */
public final class CountsInstances extends Uniform {
  private static int count;

  static int count() {
    return count;
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    count++;
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        return draw();
      }
    };
  }
}
