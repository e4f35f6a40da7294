package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;

/** Makes pruners named {@code threshold}; see {@link dev.beryl.optimizers.ThresholdPruner}. */
public final class ThresholdProvider implements PrunerProvider {

  /** A provider; it has no state. */
  public ThresholdProvider() {}

  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public String description() {
    return "Stops at a value that is out of bounds or NaN";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        ThresholdOptions.LOWER,
        ThresholdOptions.UPPER,
        ThresholdOptions.METRIC,
        StepOptions.WARMUP_STEPS,
        StepOptions.INTERVAL_STEPS);
  }

  /**
   * Makes a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the lower bound is above the upper one, or no objective has
   *     the metric
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    return new BoundsPruner(setting);
  }
}
