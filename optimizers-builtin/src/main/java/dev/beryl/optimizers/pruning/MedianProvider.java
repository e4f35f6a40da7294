package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;

/** Makes pruners named {@code median}; see {@link dev.beryl.optimizers.MedianPruner}. */
public final class MedianProvider implements PrunerProvider {

  /** A provider; it has no state. */
  public MedianProvider() {}

  @Override
  public String name() {
    return "median";
  }

  @Override
  public String description() {
    return "Stops what is worse than the median, or another percentile, of earlier trials at the"
        + " same step";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        MedianOptions.PERCENTILE,
        MedianOptions.RUNNING_AVERAGE,
        MedianOptions.STARTUP_TRIALS,
        StepOptions.WARMUP_STEPS,
        StepOptions.INTERVAL_STEPS,
        MedianOptions.MIN_TRIALS);
  }

  /**
   * Makes a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    return new PercentilePruner(setting);
  }
}
