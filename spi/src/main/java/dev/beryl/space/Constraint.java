package dev.beryl.space;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.util.function.Predicate;

/**
 * A hard constraint: a treatment that does not satisfy it is rejected before it is run. To check a
 * treatment, call {@link SearchSpace#violated}, which also says what counts if a constraint throws.
 *
 * @param name the name used in outcomes and messages; in a study's identity it represents the
 *     constraint
 * @param satisfied whether a treatment satisfies it; must be a pure function and may be called from
 *     any thread
 */
public record Constraint(String name, Predicate<Treatment> satisfied) {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is blank or not well-formed UTF-16
   */
  public Constraint {
    Nulls.refuse("constraint: name", name);
    Nulls.refuse("constraint: satisfied", satisfied);
    if (name.isBlank()) {
      throw new IllegalArgumentException("constraint: expected a name, got a blank one");
    }
    var _ = Text.requireWellFormed("name of a constraint", name);
  }
}
