package dev.beryl.tck.broken;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import java.util.Locale;

/** A sound provider; the broken ones change one thing. */
public class Uniform implements OptimizerProvider {
  @Override
  public String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String description() {
    return "Uniform draws";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING, Capability.EXHAUSTIVE);
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new UniformSearch(setting);
  }
}
