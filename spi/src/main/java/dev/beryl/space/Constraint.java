package dev.beryl.space;

import dev.beryl.fault.Text;
import java.util.function.Predicate;

/**
 * A hard constraint: a treatment that does not satisfy it is rejected before it is run. Ask {@link
 * SearchSpace#violated}, which takes a constraint that throws for one that is not satisfied.
 *
 * @param name how it is called in outcomes and messages; it stands for the constraint in a study's
 *     identity
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
    if (name.isBlank()) {
      throw new IllegalArgumentException("constraint: expected a name, got a blank one");
    }
    var _ = Text.requireWellFormed("name of a constraint", name);
  }
}
