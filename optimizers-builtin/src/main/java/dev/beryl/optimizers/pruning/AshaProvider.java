package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;

/** Makes pruners named {@code asha}; see {@link dev.beryl.optimizers.AshaPruner}. */
public final class AshaProvider implements PrunerProvider {

  /** A provider; it has no state. */
  public AshaProvider() {}

  @Override
  public String name() {
    return "asha";
  }

  @Override
  public String description() {
    return "Asynchronous successive halving: at each rung of a ladder of steps stops all but the"
        + " best share of the trials that came so far";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        AshaOptions.MIN_RESOURCE,
        AshaOptions.MAX_RESOURCE,
        AshaOptions.REDUCTION_FACTOR,
        AshaOptions.MIN_EARLY_STOPPING_RATE,
        AshaOptions.EXEMPT_SHARE);
  }

  /**
   * Makes a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the first rung is beyond the largest step there is, or not
   *     below the step at which replicates end
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    return new SuccessiveHalving(setting);
  }
}
