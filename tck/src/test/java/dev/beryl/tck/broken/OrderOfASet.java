package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/** Rule 7: goes by the order of an immutable set, which differs between processes. */
public final class OrderOfASet extends Uniform {
  /** So many that two processes begin with the same one in one case of some 8000. */
  private static final Set<Integer> SHARES =
      Set.of(IntStream.range(0, 4000).boxed().toArray(Integer[]::new));

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        Arrays.fill(unit, SHARES.iterator().next() / 4000.0);
        return space.fromUnit(unit);
      }
    };
  }
}
