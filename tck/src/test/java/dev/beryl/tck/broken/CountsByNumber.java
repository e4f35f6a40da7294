package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 6: keeps losses in an array by the number of the trial. */
public final class CountsByNumber extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final double[] losses = new double[10_000];

      @Override
      public void tell(Trial trial) {
        losses[trial.number()] = trial.isCompleted() ? trial.loss() : 0;
      }
    };
  }
}
