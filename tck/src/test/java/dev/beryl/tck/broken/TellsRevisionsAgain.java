package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.HashSet;
import java.util.Set;

/** Rule 16: takes a revised trial for another result, and each trial has one. */
public final class TellsRevisionsAgain extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final Set<Integer> numbers = new HashSet<>();

      @Override
      public void tell(Trial trial) {
        if (trial.number() >= 0 && !numbers.add(trial.number())) {
          throw new IllegalStateException("trial %s was told twice".formatted(trial.number()));
        }
      }

      @Override
      public void revise(Trial trial) {
        tell(trial);
      }
    };
  }
}
