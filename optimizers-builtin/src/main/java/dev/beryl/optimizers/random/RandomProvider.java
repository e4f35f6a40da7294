package dev.beryl.optimizers.random;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.optimizers.design.LatticeWalk;
import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.Condition;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;

/** Makes optimisers named {@code random}; see {@link dev.beryl.optimizers.RandomSearch}. */
public final class RandomProvider implements OptimizerProvider {
  private static final long DRAWS = 0;
  private static final long ORDER = 1;
  private static final long MOST_PARENT_LEVELS = 1 << 20; // that a lattice takes

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

  /**
   * Makes an optimiser.
   *
   * @param setting any space, any objectives; there are no options
   * @return the optimiser
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    SearchSpace space = setting.space();
    var draws = new UnitDraws(space, setting.random(DRAWS));
    return new DesignOptimizer(
        isEnumerable(space.parameters())
            ? exhaustive(setting, draws)
            : new IndependentDesign(space, draws));
  }

  private static Design exhaustive(OptimizerSetting setting, UnitDraws draws) {
    SearchSpace space = setting.space();
    long seed = setting.random(ORDER).nextLong();
    var remaining =
        new LatticeWalk(space, space.lattice(), size -> new FeistelPermutation(size, seed));
    return new ExhaustiveDesign(space, draws, remaining);
  }

  private static boolean isEnumerable(List<Parameter> parameters) {
    return parameters.stream().allMatch(parameter -> parameter.levels().isPresent())
        && parameters.stream()
            .flatMap(parameter -> parameter.condition().map(Condition::parent).stream())
            .allMatch(parent -> parent.levels().orElseThrow() <= MOST_PARENT_LEVELS);
  }
}
