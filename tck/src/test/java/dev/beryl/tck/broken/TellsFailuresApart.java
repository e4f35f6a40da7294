package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Trial;
import java.util.HashSet;
import java.util.Set;

/** Rule 7: draws once more after each failure whose exception it has not seen yet. */
public final class TellsFailuresApart extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final Set<Class<?>> seen = new HashSet<>();

      @Override
      public void tell(Trial trial) {
        trial.outcome().exception().map(Object::getClass).filter(seen::add).ifPresent(_ -> draw());
      }
    };
  }
}
