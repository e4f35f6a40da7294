package dev.beryl.trial;

import dev.beryl.fault.Faults;
import dev.beryl.space.SearchSpace;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is searched, what for, and what a good trial satisfies besides. Immutable.
 *
 * @param space what is searched
 * @param objectives what is searched for, at least one
 * @param constraints bounds on what only running a treatment tells; none in most problems
 */
public record Problem(
    SearchSpace space, List<Objective> objectives, List<OutcomeConstraint> constraints) {
  /**
   * Copies the lists and checks the objectives.
   *
   * @throws IllegalArgumentException if there is no objective or one comes twice; all faults
   *     together
   */
  public Problem {
    objectives = List.copyOf(objectives);
    constraints = List.copyOf(constraints);
    var faults = new Faults("problem");
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    var seen = new HashSet<Objective>();
    for (Objective objective : objectives) {
      faults.require(seen.add(objective), "objectives: '%s' stands in it twice", objective);
    }
    faults.throwIfAny();
  }

  /**
   * A problem without outcome constraints.
   *
   * @param space what is searched
   * @param objectives what is searched for, at least one
   * @return the problem
   * @throws IllegalArgumentException if there is no objective or one comes twice
   */
  public static Problem of(SearchSpace space, Objective... objectives) {
    return of(space, List.of(objectives));
  }

  /**
   * A problem without outcome constraints.
   *
   * @param space what is searched
   * @param objectives what is searched for, at least one
   * @return the problem
   * @throws IllegalArgumentException if there is no objective or one comes twice
   */
  public static Problem of(SearchSpace space, List<Objective> objectives) {
    return new Problem(space, objectives, List.of());
  }

  /**
   * This problem with other outcome constraints.
   *
   * @param others in place of the constraints so far
   * @return the problem
   */
  public Problem withConstraints(List<OutcomeConstraint> others) {
    return new Problem(space, objectives, others);
  }

  /**
   * {@return the metrics that a trial is judged by: that of each objective, then that of each
   * constraint, in order}
   */
  public List<String> metrics() {
    return Stream.concat(
            objectives.stream().map(Objective::metric),
            constraints.stream().map(OutcomeConstraint::metric))
        .toList();
  }
}
