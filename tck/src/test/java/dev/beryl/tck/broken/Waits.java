package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/** Rule 9: sleeps before it answers. */
public final class Waits extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public List<Treatment> ask(int max) {
        try {
          Thread.sleep(0, 1000);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
        return super.ask(max);
      }
    };
  }
}
