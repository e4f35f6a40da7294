package dev.beryl.trial;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nulls;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * What a study searches and what for: a space, objectives and outcome constraints. Immutable.
 *
 * @param space the search space
 * @param objectives the objectives, at least one
 * @param constraints bounds on metrics, which only running a treatment shows; empty in most
 *     problems
 */
public record Problem(
    SearchSpace space, List<Objective> objectives, List<OutcomeConstraint> constraints) {
  /**
   * Copies the lists and checks the objectives.
   *
   * @throws IllegalArgumentException if there is no objective or one is listed twice; the message
   *     lists all faults
   */
  public Problem {
    Nulls.refuse("problem: space", space);
    Nulls.refuseIn("problem: objectives", objectives);
    Nulls.refuseIn("problem: constraints", constraints);
    objectives = List.copyOf(objectives);
    constraints = List.copyOf(constraints);
    var faults = new Faults("problem");
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    var seen = new HashSet<Objective>();
    for (Objective objective : objectives) {
      faults.require(seen.add(objective), "objectives: '%s' is listed twice", objective);
    }
    faults.throwIfAny();
  }

  /**
   * Creates a problem without outcome constraints.
   *
   * @param space the search space
   * @param objectives the objectives, at least one
   * @return the problem
   * @throws IllegalArgumentException if there is no objective or one is listed twice
   */
  public static Problem of(SearchSpace space, Objective... objectives) {
    Nulls.refuseIn("problem: objectives", objectives);
    return of(space, List.of(objectives));
  }

  /**
   * Creates a problem without outcome constraints.
   *
   * @param space the search space
   * @param objectives the objectives, at least one
   * @return the problem
   * @throws IllegalArgumentException if there is no objective or one is listed twice
   */
  public static Problem of(SearchSpace space, List<Objective> objectives) {
    return new Problem(space, objectives, List.of());
  }

  /**
   * Returns this problem with other outcome constraints.
   *
   * @param constraints the constraints that replace the present ones
   * @return the problem
   */
  public Problem withConstraints(List<OutcomeConstraint> constraints) {
    return new Problem(space, objectives, constraints);
  }

  /**
   * {@return the metrics by which a trial is judged: one for each objective, then one for each
   * constraint, in order}
   */
  public List<String> metrics() {
    var metrics = new ArrayList<String>(objectives.size() + constraints.size());
    objectives.forEach(objective -> metrics.add(objective.metric()));
    constraints.forEach(constraint -> metrics.add(constraint.metric()));
    return Collections.unmodifiableList(metrics);
  }
}
