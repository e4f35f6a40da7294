package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 1: proposes treatments of no space. */
public final class MadeByHand extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        Treatment drawn = super.next();
        return Treatment.of("mine", drawn.values());
      }
    };
  }
}
