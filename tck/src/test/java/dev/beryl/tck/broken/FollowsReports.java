package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;

/** Rule 5: steps as far as the last value that a pruned trial reported, which may be NaN. */
public final class FollowsReports extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double width = 0.5;

      @Override
      Treatment next() {
        random.nextDoubles(unit, 0, unit.length);
        unit[0] = Math.clamp(0.5 + width * (unit[0] - 0.5), 0, 1);
        return space.fromUnit(unit);
      }

      @Override
      public void tell(Trial trial) {
        if (!trial.reports().isEmpty()) {
          width = trial.reports().getLast().values()[0];
        }
      }
    };
  }
}
