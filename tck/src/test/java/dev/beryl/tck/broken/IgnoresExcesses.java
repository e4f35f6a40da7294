package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 15: declares to learn from outcome constraints, and goes by the loss alone. */
public final class IgnoresExcesses extends Uniform {
  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.EXHAUSTIVE).with(Capability.OUTCOME_CONSTRAINTS);
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double[] best = new double[0];
      private double least = Double.POSITIVE_INFINITY;

      @Override
      Treatment next() {
        random.nextDoubles(unit, 0, unit.length);
        for (int i = 0; i < best.length; i++) {
          unit[i] = Math.clamp(best[i] + 0.2 * (unit[i] - 0.5), 0, 1);
        }
        return space.fromUnit(unit);
      }

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted() && trial.loss() < least) {
          least = trial.loss();
          best = space.toUnit(trial.treatment());
        }
      }
    };
  }
}
