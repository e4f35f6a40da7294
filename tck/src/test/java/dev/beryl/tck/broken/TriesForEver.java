package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 10: draws until a constraint is satisfied, however long that takes. */
public final class TriesForEver extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        Treatment drawn = draw();
        while (space.violated(drawn).isPresent()) {
          drawn = draw();
        }
        return drawn;
      }
    };
  }
}
