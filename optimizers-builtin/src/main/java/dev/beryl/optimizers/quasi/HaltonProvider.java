package dev.beryl.optimizers.quasi;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;

/** Makes optimizers named {@code halton}; see {@link dev.beryl.optimizers.Halton}. */
public final class HaltonProvider implements OptimizerProvider {

  /** A provider; it has no state. */
  public HaltonProvider() {}

  @Override
  public String name() {
    return "halton";
  }

  @Override
  public String description() {
    return "Quasi-random search: Halton's sequence with randomly permuted digits";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(QuasiOptions.SCRAMBLED);
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
    return QuasiSearch.optimizer(setting, HaltonProvider::sequence, Long.MAX_VALUE);
  }

  private static PointSequence sequence(OptimizerSetting setting, long seed) {
    int dimension = setting.space().dimension();
    return setting.options().get(QuasiOptions.SCRAMBLED)
        ? HaltonSequence.scrambled(dimension, seed)
        : HaltonSequence.plain(dimension);
  }
}
