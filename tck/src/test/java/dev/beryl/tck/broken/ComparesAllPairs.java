package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.Arrays;
import java.util.List;

/** Rule 11: compares all pairs of trials at each ask. */
public final class ComparesAllPairs extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private double[] losses = new double[0];
      private double nearest;

      @Override
      public List<Treatment> ask(int max) {
        nearest = 1;
        for (double one : losses) {
          for (double other : losses) {
            nearest = Math.min(nearest, Math.abs(one - other));
          }
        }
        return super.ask(max);
      }

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted()) {
          losses = Arrays.copyOf(losses, losses.length + 1);
          losses[losses.length - 1] = trial.loss();
        }
      }
    };
  }
}
