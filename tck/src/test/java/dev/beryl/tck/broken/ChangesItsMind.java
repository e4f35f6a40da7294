package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/** Rule 3: has more to propose after an empty answer. */
public final class ChangesItsMind extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public List<Treatment> ask(int max) {
        return ++proposed % 3 == 0 ? List.of() : super.ask(1);
      }
    };
  }
}
