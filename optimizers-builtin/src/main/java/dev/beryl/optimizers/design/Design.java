package dev.beryl.optimizers.design;

import dev.beryl.space.Treatment;
import org.jspecify.annotations.Nullable;

/** A sequence of treatments of one space, by and by. Not thread safe. */
@FunctionalInterface
public interface Design {

  /** {@return the next treatment; null if there is none, and then for ever} */
  @Nullable Treatment next();
}
