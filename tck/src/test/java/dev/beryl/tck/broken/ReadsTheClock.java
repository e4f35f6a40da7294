package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 8: reads the clock. */
public final class ReadsTheClock extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private long last;

      @Override
      Treatment next() {
        last = System.nanoTime();
        return draw();
      }
    };
  }
}
