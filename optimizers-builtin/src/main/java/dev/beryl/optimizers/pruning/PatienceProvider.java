package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;

/** Makes pruners named {@code patience}; see {@link dev.beryl.optimizers.PatientPruner}. */
public final class PatienceProvider implements PrunerProvider {

  /** A provider; it has no state. */
  public PatienceProvider() {}

  @Override
  public String name() {
    return "patience";
  }

  @Override
  public String description() {
    return "Stops what has not improved for some steps, or lets another pruner decide then";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(PatienceOptions.STEPS, PatienceOptions.MIN_DELTA, PatienceOptions.OVER);
  }

  /**
   * Makes a pruner.
   *
   * @param setting any objectives that the other pruner takes; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the other pruner refuses the objectives or its options
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    var over = setting.options().find(PatienceOptions.OVER);
    return new StallPruner(
        setting, over.isPresent() ? create(over.get(), setting) : StallPruner.ALWAYS);
  }

  private static Pruner create(PrunerChoice choice, PrunerSetting setting) {
    PrunerProvider provider = choice.provider();
    return provider.create(setting.withOptions(provider, choice.chosen()));
  }
}
