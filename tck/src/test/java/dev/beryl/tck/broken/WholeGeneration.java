package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/** Rule 2: proposes a generation of ten, whatever is asked for. */
public final class WholeGeneration extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public List<Treatment> ask(int max) {
        return super.ask(10);
      }
    };
  }
}
