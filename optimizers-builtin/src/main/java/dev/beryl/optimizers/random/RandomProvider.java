package dev.beryl.optimizers.random;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;

/** Makes optimizers named {@code random}; see {@link dev.beryl.optimizers.RandomSearch}. */
public final class RandomProvider implements OptimizerProvider {
  private static final long DRAWS = 0;
  private static final long ORDER = 1;

  /** A provider; it has no state. */
  public RandomProvider() {}

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String description() {
    return "Random search: uniform in the unit cube, and in a finite space without repetition";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }

  /**
   * Makes an optimizer.
   *
   * @param setting any space, any objectives; there are no options
   * @return the optimizer
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    SearchSpace space = setting.space();
    var draws = new UnitDraws(space, setting.random(DRAWS));
    return new DesignOptimizer(Design.of(space, draws, setting.random(ORDER).nextLong()));
  }
}
