package dev.beryl.tck.broken;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;

/** Rule 13: declines choices and fails on them with some other exception. */
public final class BreaksOnChoices extends Uniform {
  @Override
  public Capabilities capabilities() {
    return super.capabilities().without(Capability.CHOICES);
  }

  @Override
  public Optimizer create(OptimizerSetting setting) {
    if (setting.space().dimension() > 1 && capabilities().lacking(setting).isPresent()) {
      throw new ClassCastException("not a RealParameter");
    }
    return super.create(setting);
  }
}
