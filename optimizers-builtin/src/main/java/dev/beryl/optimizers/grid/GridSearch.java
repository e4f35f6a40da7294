package dev.beryl.optimizers.grid;

import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.optimizers.design.LatticeWalk;
import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.space.Lattice;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/** Makes the optimizer that goes through a grid. */
public final class GridSearch {
  private static final long ORDER = 0;
  private static final int POINTS_WITHOUT_BUDGET = 5;

  private GridSearch() {}

  /**
   * Goes through the grid of a study.
   *
   * @throws IllegalArgumentException if points or values are chosen for a parameter that is not in
   *     the space or does not have them, or the grid is too large
   */
  public static Optimizer of(OptimizerSetting setting, GridSettings settings) {
    SearchSpace space = setting.space();
    var axes = new GridAxes(space, settings.spacing(), ChosenAxes.of(space, settings));
    int points = settings.points().orElseGet(() -> openPoints(axes, setting));
    Lattice lattice = axes.lattice(points);
    GridSize.check(space, lattice, setting.trials(), settings.partial());
    return new DesignOptimizer(new LatticeWalk(space, lattice, order(setting, settings.order())));
  }

  private static int openPoints(GridAxes axes, OptimizerSetting setting) {
    return setting.trials().isPresent()
        ? axes.pointsFor(setting.trials().getAsInt())
        : POINTS_WITHOUT_BUDGET;
  }

  private static LongFunction<LongUnaryOperator> order(OptimizerSetting setting, Order order) {
    return switch (order) {
      case GIVEN -> size -> LongUnaryOperator.identity();
      case RANDOM -> size -> new FeistelPermutation(size, setting.random(ORDER).nextLong());
    };
  }
}
