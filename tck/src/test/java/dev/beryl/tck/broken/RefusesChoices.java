package dev.beryl.tck.broken;

import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 13: refuses choices and does not say so in its capabilities. */
public final class RefusesChoices extends Uniform {
  @Override
  public Optimizer create(OptimizerSetting setting) {
    if (setting.space().parameters().stream().anyMatch(p -> p.levels().isPresent())) {
      throw new IllegalArgumentException("reals only");
    }
    return super.create(setting);
  }
}
