package dev.beryl.space;

import dev.beryl.fault.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * A hard constraint that a treatment does not satisfy.
 *
 * @param constraint the constraint
 * @param cause what the constraint threw; null if it returned false
 */
public record Violation(Constraint constraint, @Nullable Throwable cause) {
  /** Refuses null. */
  public Violation {
    Nulls.refuse("violation: constraint", constraint);
  }
}
