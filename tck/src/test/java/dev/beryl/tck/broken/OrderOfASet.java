package dev.beryl.tck.broken;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.LongStream;

/** Rule 7: goes by the order of an immutable set, which differs between processes. */
public final class OrderOfASet extends Uniform {
  /** Enough of them, scattered, that two processes hardly ever start with the same one. */
  private static final Set<Long> SHARES =
      Set.of(
          LongStream.range(0, 4000)
              .mapToObj(i -> i * 0x9E3779B97F4A7C15L >>> 11)
              .toArray(Long[]::new));

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      Treatment next() {
        Arrays.fill(unit, SHARES.iterator().next() * 0x1p-53);
        return space.fromUnit(unit);
      }
    };
  }
}
