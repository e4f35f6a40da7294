package dev.beryl.tck.broken;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.Optional;

/** Rule 1: recommends what belongs to another space. */
public final class RecommendsElse extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting) {
      @Override
      public Optional<Treatment> recommend() {
        return Optional.of(SearchSpace.of(space.parameters()).fromUnit(new double[unit.length]));
      }
    };
  }
}
