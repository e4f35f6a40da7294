package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 14: declares to learn, and goes where the loss is large. */
public final class ClimbsUphill extends Uniform {
  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.EXHAUSTIVE);
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double[] worst = new double[unit.length];
      private double loss = Double.NEGATIVE_INFINITY;

      @Override
      Treatment next() {
        random.nextDoubles(unit, 0, unit.length);
        for (int i = 0; i < unit.length; i++) {
          unit[i] = Math.clamp(worst[i] + 0.1 * (unit[i] - 0.5), 0, 1);
        }
        return space.fromUnit(unit);
      }

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted() && trial.loss() > loss) {
          loss = trial.loss();
          worst = space.toUnit(trial.treatment());
        }
      }
    };
  }
}
