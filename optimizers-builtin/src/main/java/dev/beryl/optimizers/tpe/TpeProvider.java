package dev.beryl.optimizers.tpe;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;

/** Makes optimizers named {@code tpe}; see {@link dev.beryl.optimizers.Tpe}. */
public final class TpeProvider implements OptimizerProvider {

  /** A provider; it has no state. */
  public TpeProvider() {}

  @Override
  public String name() {
    return "tpe";
  }

  @Override
  public String description() {
    return "Tree-structured Parzen estimator: proposes what is likely among good trials only";
  }

  @Override
  public List<Option<?>> options() {
    return TpeOptions.ALL;
  }

  /**
   * Makes an optimizer.
   *
   * @param setting any space, any objectives and outcome constraints; with the options of this
   *     provider
   * @return the optimizer
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new TpeOptimizer(setting);
  }
}
