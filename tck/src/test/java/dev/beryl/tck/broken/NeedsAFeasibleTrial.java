package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rule 15: needs a feasible trial once five were completed. */
public final class NeedsAFeasibleTrial extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final List<Trial> completed = new ArrayList<>();

      @Override
      Treatment next() {
        return completed.size() < 5
            ? super.next()
            : completed.stream()
                .filter(Trial::isFeasible)
                .min(Comparator.comparingDouble(Trial::loss))
                .orElseThrow()
                .treatment();
      }

      @Override
      public void tell(Trial trial) {
        if (trial.isCompleted()) {
          completed.add(trial);
        }
      }
    };
  }
}
