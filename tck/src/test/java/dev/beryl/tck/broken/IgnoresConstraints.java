package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 10: declares to respect constraints and asks none. */
public final class IgnoresConstraints extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        return draw();
      }
    };
  }
}
