package dev.beryl.tck.broken;

import dev.beryl.spi.Option;
import java.util.List;

/** Rule 12: two options have one name. */
public final class TwiceTheOption extends Uniform {
  @Override
  public List<Option<?>> options() {
    return List.of(Option.flag("warm", "starts warm"), Option.flag("warm", "stays warm"));
  }
}
