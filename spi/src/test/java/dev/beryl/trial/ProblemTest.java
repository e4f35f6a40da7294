package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 1));
  private static final Objective LOSS = Objective.minimize("loss");
  private static final Objective SCORE = Objective.maximize("score");
  private static final OutcomeConstraint LATENCY = OutcomeConstraint.atMost("latency", 200);
  private static final OutcomeConstraint RECALL = OutcomeConstraint.atLeast("recall", 0.5);

  @Test
  void of_hasNoConstraints() {
    Problem problem = Problem.of(SPACE, LOSS, SCORE);
    assertThat(problem.space()).isSameAs(SPACE);
    assertThat(problem.objectives()).containsExactly(LOSS, SCORE);
    assertThat(problem.constraints()).isEmpty();
    assertThat(problem).isEqualTo(Problem.of(SPACE, List.of(LOSS, SCORE)));
  }

  @Test
  void of_noObjective_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problem.of(SPACE))
        .withMessage("problem: objectives: expected at least one, got none");
  }

  @Test
  void of_objectivesThatComeTwice_namesEach() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problem.of(SPACE, LOSS, SCORE, Objective.minimize("loss"), SCORE))
        .withMessage(
            """
            problem has 2 faults:
             - objectives: 'minimize mean of loss' is listed twice
             - objectives: 'maximize mean of score' is listed twice\
            """);
  }

  @Test
  void of_theSameMetricAggregatedTwoWays_isTwoObjectives() {
    Problem problem = Problem.of(SPACE, LOSS, Objective.minimize("loss", Aggregation.max()));
    assertThat(problem.objectives()).hasSize(2);
    assertThat(problem.metrics()).containsExactly("loss", "loss");
  }

  @Test
  void metrics_areThoseOfTheObjectives_thenThoseOfTheConstraints() {
    Problem problem = Problem.of(SPACE, SCORE, LOSS).withConstraints(List.of(RECALL, LATENCY));
    assertThat(problem.metrics()).containsExactly("score", "loss", "recall", "latency");
  }

  @Test
  void withConstraints_replacesThoseThereWere_andKeepsTheRest() {
    Problem bounded = Problem.of(SPACE, LOSS).withConstraints(List.of(LATENCY));
    Problem changed = bounded.withConstraints(List.of(RECALL));
    assertThat(changed.constraints()).containsExactly(RECALL);
    assertThat(changed.objectives()).containsExactly(LOSS);
    assertThat(changed.space()).isSameAs(SPACE);
    assertThat(bounded.constraints()).containsExactly(LATENCY);
  }

  @Test
  void problem_keepsNothingThatChanges() {
    var objectives = new ArrayList<>(List.of(LOSS));
    var constraints = new ArrayList<>(List.of(LATENCY));
    var problem = new Problem(SPACE, objectives, constraints);
    objectives.clear();
    constraints.clear();
    assertThat(problem.metrics()).containsExactly("loss", "latency");
  }
}
