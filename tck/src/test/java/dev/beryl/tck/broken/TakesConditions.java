package dev.beryl.tck.broken;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;

/** Rule 13: declines conditions and takes them all the same. */
public final class TakesConditions extends Uniform {
  @Override
  public Capabilities capabilities() {
    return super.capabilities().without(Capability.CONDITIONS);
  }
}
