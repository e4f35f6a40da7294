package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Arrays;
import java.util.List;

/** Rule 2: allots room for as many as are asked for. */
public final class AllotsForMax extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public List<Treatment> ask(int max) {
        var room = new Treatment[max];
        for (int i = 0; i < Math.min(max, 1000); i++) {
          room[i] = next();
        }
        return Arrays.asList(room).subList(0, Math.min(max, 1000));
      }
    };
  }
}
