package dev.beryl.tck.broken;

import dev.beryl.spi.Option;
import java.util.List;

/** Rule 12: an option casts what it is given. */
public final class CastsOptions extends Uniform {
  private static final Option<List<?>> NAMES =
      Option.of("names", "a list", "what to try first", given -> (List<?>) given);

  @Override
  public List<Option<?>> options() {
    return List.of(NAMES);
  }
}
