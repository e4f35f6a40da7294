package dev.beryl.tck.broken;

import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.Locale;

/** A sound provider of pruners; the broken ones change one thing. */
public class Above implements PrunerProvider {
  @Override
  public String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String description() {
    return "Stops what is above the mean of the trials told";
  }

  @Override
  public Pruner create(PrunerSetting setting) {
    return new AboveMean(setting);
  }
}
