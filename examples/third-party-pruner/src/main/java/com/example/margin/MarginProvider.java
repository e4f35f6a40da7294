package com.example.margin;

import dev.beryl.spi.Option;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;

/** Makes pruners named {@code margin}. */
public final class MarginProvider implements PrunerProvider {
  static final Option<Double> MARGIN =
      Option.real("margin", 0, 1e9, "how much worse than the best trial a trial may be")
          .withDefault(1.0);
  static final Option<Integer> WARM_UP =
      Option.integer("warm-up", 0, 1_000_000_000, "the first step that is judged").withDefault(10);

  /** A provider; it has no state. */
  public MarginProvider() {}

  @Override
  public String name() {
    return "margin";
  }

  @Override
  public String description() {
    return "Stops a trial that is worse than the best one by a margin";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(MARGIN, WARM_UP);
  }

  @Override
  public Pruner create(PrunerSetting setting) {
    return new MarginPruner(setting);
  }
}
