package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 7: uses functions whose last bit depends on the machine. */
public final class MachineMath extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        random.nextDoubles(unit, 0, unit.length);
        unit[0] = Math.exp(-unit[0]);
        return space.fromUnit(unit);
      }
    };
  }
}
