package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Arrays;
import java.util.Set;

/** Rule 7: goes by the order of an immutable set, which differs between processes. */
public final class OrderOfASet extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        for (String share : Set.of("0.1", "0.3", "0.5", "0.7", "0.9")) {
          Arrays.fill(unit, Double.parseDouble(share));
          return space.fromUnit(unit);
        }
        return draw();
      }
    };
  }
}
