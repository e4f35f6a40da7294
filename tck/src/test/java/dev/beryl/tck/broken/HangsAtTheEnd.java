package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.HashSet;
import java.util.Set;

/** Rule 9: loops for ever once it has proposed the whole space. */
public final class HangsAtTheEnd extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final Set<Treatment> seen = new HashSet<>();

      @Override
      Treatment next() {
        Treatment drawn = draw();
        while (!seen.add(drawn) && !Thread.currentThread().isInterrupted()) {
          drawn = draw();
        }
        return drawn;
      }
    };
  }
}
