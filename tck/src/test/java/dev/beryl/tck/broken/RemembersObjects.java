package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Rule 7: knows its treatments by their identity. */
public final class RemembersObjects extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final Map<Treatment, Integer> known = new IdentityHashMap<>();

      @Override
      Treatment next() {
        Treatment drawn = known.size() > 10 ? draw() : space.fromUnit(unit);
        return drawn;
      }

      @Override
      public List<Treatment> ask(int max) {
        List<Treatment> asked = super.ask(max);
        asked.forEach(treatment -> known.put(treatment, 0));
        return asked;
      }

      @Override
      public void tell(Trial trial) {
        known.remove(trial.treatment());
      }
    };
  }
}
