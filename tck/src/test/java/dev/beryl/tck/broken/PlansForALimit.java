package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 13: needs the number of trials, which may be open. */
public final class PlansForALimit extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    int half = setting.trials().orElseThrow() / 2;
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        return proposed < half ? super.next() : draw();
      }
    };
  }
}
