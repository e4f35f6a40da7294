package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 1: steps out of the unit cube now and then. */
public final class OutsideTheCube extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        if (++proposed % 20 == 0) {
          unit[0] = 1.02;
          return space.fromUnit(unit);
        }
        return draw();
      }
    };
  }
}
