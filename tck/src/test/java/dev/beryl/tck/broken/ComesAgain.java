package dev.beryl.tck.broken;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;

/** Rule 3: declares to be exhaustive and repeats itself. */
public final class ComesAgain extends Uniform {
  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }
}
