package dev.beryl.tck.broken;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 8: all its optimizers draw from one generator. */
public final class SharedGenerator extends Uniform {
  private static final PhiloxRandom SHARED = new PhiloxRandom(1, 1);

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        unit[0] = SHARED.nextDouble();
        return space.fromUnit(unit);
      }
    };
  }
}
