package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 5: reads the loss of every trial. */
public final class ReadsEveryLoss extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double best = Double.POSITIVE_INFINITY;

      @Override
      public void tell(Trial trial) {
        best = Math.min(best, trial.loss());
      }
    };
  }
}
