package dev.beryl.optimizers.grid;

import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.optimizers.design.LatticeWalk;
import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.Lattice;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/** Makes optimizers named {@code grid}; see {@link dev.beryl.optimizers.Grid}. */
public final class GridProvider implements OptimizerProvider {
  private static final long ORDER = 0;
  private static final int POINTS_WITHOUT_BUDGET = 5;

  /** A provider; it has no state. */
  public GridProvider() {}

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String description() {
    return "Full factorial: every combination of some points or all values of each parameter, once";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        GridOptions.POINTS,
        GridOptions.POINTS_OF,
        GridOptions.VALUES_OF,
        GridOptions.SPACING,
        GridOptions.ORDER,
        GridOptions.PARTIAL);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }

  /**
   * Makes an optimizer.
   *
   * @param setting any space, any objectives; with the options of this provider
   * @return the optimizer
   * @throws IllegalArgumentException if points or values are chosen for a parameter that is not in
   *     the space or does not have them, or the grid is larger than the study's number of trials
   *     and not declared to be partial, or has more than 2<sup>63</sup> - 1 treatments
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    SearchSpace space = setting.space();
    Options options = setting.options();
    var axes = new GridAxes(space, options.get(GridOptions.SPACING), ChosenAxes.of(space, options));
    int points = options.find(GridOptions.POINTS).orElseGet(() -> openPoints(axes, setting));
    Lattice lattice = axes.lattice(points);
    GridSize.check(space, lattice, setting.trials(), options.get(GridOptions.PARTIAL));
    return new DesignOptimizer(new LatticeWalk(space, lattice, order(setting)));
  }

  private static int openPoints(GridAxes axes, OptimizerSetting setting) {
    return setting.trials().isPresent()
        ? axes.pointsFor(setting.trials().getAsInt())
        : POINTS_WITHOUT_BUDGET;
  }

  private static LongFunction<LongUnaryOperator> order(OptimizerSetting setting) {
    return switch (setting.options().get(GridOptions.ORDER)) {
      case GIVEN -> size -> LongUnaryOperator.identity();
      case RANDOM -> size -> new FeistelPermutation(size, setting.random(ORDER).nextLong());
    };
  }
}
