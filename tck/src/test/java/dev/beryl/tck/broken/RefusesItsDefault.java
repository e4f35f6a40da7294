package dev.beryl.tck.broken;

import dev.beryl.spi.Option;
import java.util.List;

/** Rule 12: an option does not take its default as text. */
public final class RefusesItsDefault extends Uniform {
  private static final Option<Integer> START =
      Option.<Integer>of(
              "start",
              "an integer",
              "where to start",
              given -> given instanceof Integer number ? number : null)
          .withDefault(3);

  @Override
  public List<Option<?>> options() {
    return List.of(START);
  }
}
