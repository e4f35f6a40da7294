package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/** Rule 9: starts a thread. */
public final class StartsAThread extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public List<Treatment> ask(int max) {
        Thread helper = new Thread(() -> {});
        helper.start();
        return super.ask(max);
      }
    };
  }
}
