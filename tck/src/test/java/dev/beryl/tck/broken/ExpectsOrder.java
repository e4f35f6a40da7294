package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 4: expects to be told in the order of asking. */
public final class ExpectsOrder extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private int told;

      @Override
      public void tell(Trial trial) {
        if (trial.number() >= 0 && trial.number() != told++) {
          throw new IllegalStateException("expected trial " + (told - 1));
        }
      }
    };
  }
}
