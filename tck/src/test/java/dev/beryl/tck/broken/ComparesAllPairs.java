package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** Rule 11: compares all pairs of trials at each ask. */
public final class ComparesAllPairs extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final List<Trial> told = new ArrayList<>();
      private double nearest;

      @Override
      public List<Treatment> ask(int max) {
        nearest = 1;
        for (Trial one : told) {
          for (Trial other : told) {
            nearest = Math.min(nearest, Math.abs(one.loss() - other.loss()));
          }
        }
        return super.ask(max);
      }

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted()) {
          told.add(trial);
        }
      }
    };
  }
}
