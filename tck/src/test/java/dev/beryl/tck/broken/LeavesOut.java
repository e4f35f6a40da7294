package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/** Rule 3: declares to be exhaustive and leaves out the last treatment. */
public final class LeavesOut extends Uniform {
  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      private long position;

      @Override
      public List<Treatment> ask(int max) {
        long size = space.cardinality().map(count -> count.longValue()).orElse(0L);
        while (position < size - 1) {
          Treatment treatment = space.lattice().at(position++);
          if (space.violated(treatment).isEmpty()) {
            return List.of(treatment);
          }
        }
        return List.of();
      }
    };
  }
}
