package dev.beryl.optimizers.cma;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;

/** Makes optimizers named {@code cma-es}; see {@link dev.beryl.optimizers.CmaEs}. */
public final class CmaEsProvider implements OptimizerProvider {

  /** A provider; it has no state. */
  public CmaEsProvider() {}

  @Override
  public String name() {
    return "cma-es";
  }

  @Override
  public String description() {
    return "Covariance matrix adaptation: a normal distribution that learns step size, scales and"
        + " correlations, with restarts; for mixed spaces with margin";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        CmaEsOptions.SIGMA,
        CmaEsOptions.POPULATION,
        CmaEsOptions.WARM_SPREAD,
        CmaEsOptions.RESTARTS,
        CmaEsOptions.COVARIANCE,
        CmaEsOptions.DAMPING,
        CmaEsOptions.LEARNING_RATE,
        CmaEsOptions.SYNCHRONOUS);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.OBJECTIVES);
  }

  /**
   * Makes an optimizer.
   *
   * @param setting any space, one objective; with the options of this provider
   * @return the optimizer
   * @throws IllegalArgumentException if there are several objectives, or the full covariance of
   *     more than 10 000 dimensions is asked for
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    if (setting.objectives().size() > 1) {
      throw new IllegalArgumentException(
          ("optimizer 'cma-es' minimizes one objective, got %s: %s; make them one by a metric that"
                  + " combines them, or choose an optimizer for several, such as 'random'")
              .formatted(setting.objectives().size(), setting.objectives()));
    }
    ConditionalNotice.announce(setting.space());
    return new CmaEsOptimizer(setting);
  }
}
