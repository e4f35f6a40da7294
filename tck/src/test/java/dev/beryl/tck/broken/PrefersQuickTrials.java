package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.time.Duration;

/** Rule 7: stays near the treatment that ran for the shortest time. */
public final class PrefersQuickTrials extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double[] quickest = new double[unit.length];
      private Duration least = Duration.ofDays(1);

      @Override
      Treatment next() {
        random.nextDoubles(unit, 0, unit.length);
        for (int i = 0; i < unit.length; i++) {
          unit[i] = Math.clamp(quickest[i] + 0.1 * (unit[i] - 0.5), 0, 1);
        }
        return space.fromUnit(unit);
      }

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted() && trial.duration().compareTo(least) < 0) {
          least = trial.duration();
          quickest = space.toUnit(trial.treatment());
        }
      }
    };
  }
}
