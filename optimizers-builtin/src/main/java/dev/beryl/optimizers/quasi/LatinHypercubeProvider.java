package dev.beryl.optimizers.quasi;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;

/**
 * Makes optimizers named {@code latin-hypercube}; see {@link dev.beryl.optimizers.LatinHypercube}.
 */
public final class LatinHypercubeProvider implements OptimizerProvider {

  private static final long ORDERS = 0;
  private static final long PLACES = 1;
  private static final int POINTS_WITHOUT_BUDGET = 64;

  /** A provider; it has no state. */
  public LatinHypercubeProvider() {}

  @Override
  public String name() {
    return "latin-hypercube";
  }

  @Override
  public String description() {
    return "Latin hypercube sampling: every range is covered evenly, one parameter at a time";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(QuasiOptions.POINTS);
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
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return QuasiSearch.optimizer(setting, LatinHypercubeProvider::sequence, Long.MAX_VALUE);
  }

  private static PointSequence sequence(OptimizerSetting setting, long seed) {
    int points =
        setting
            .options()
            .find(QuasiOptions.POINTS)
            .orElse(setting.trials().orElse(POINTS_WITHOUT_BUDGET));
    return new LatinHypercubes(
        points,
        setting.space().dimension(),
        new PhiloxRandom(seed, ORDERS),
        new PhiloxRandom(seed, PLACES));
  }
}
