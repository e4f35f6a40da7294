package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 15: steps by a share of the sum of excesses, which overflows. */
public final class StepsByTheExcess extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double sum;

      @Override
      Treatment next() {
        unit[0] = Math.clamp(0.5 + 0 * sum, 0, 1);
        return space.fromUnit(unit);
      }

      @Override
      public void tell(Trial trial) {
        for (int i = 0; trial.isCompleted() && i < trial.outcomeConstraints().size(); i++) {
          sum += Math.max(0, trial.excess(i));
        }
      }
    };
  }
}
