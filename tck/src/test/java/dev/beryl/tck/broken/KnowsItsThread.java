package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Arrays;

/** Rule 9: keeps its place in a thread local. */
public final class KnowsItsThread extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private final ThreadLocal<double[]> place = ThreadLocal.withInitial(() -> new double[1]);

      @Override
      Treatment next() {
        double[] mine = place.get();
        mine[0] = (mine[0] + 0.37) % 1;
        Arrays.fill(unit, mine[0]);
        return space.fromUnit(unit);
      }
    };
  }
}
