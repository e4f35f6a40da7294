package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeConstraintTest {
  private static final Problem LOSS =
      Problem.of(SearchSpace.of(Parameter.real("x", 0, 1)), Objective.minimize("loss"));
  private static final List<OutcomeConstraint> BOUNDS =
      List.of(OutcomeConstraint.atMost("latency", 200), OutcomeConstraint.atLeast("recall", 0.5));
  private static final Problem BOUNDED = LOSS.withConstraints(BOUNDS);
  private static final Treatment TREATMENT = Treatment.of("t", Map.of("x", 1.0));

  @Test
  void excess_onEitherSideOfEitherBound_isPositiveWhereViolated() {
    assertThat(BOUNDS.get(0).excess(210)).isEqualTo(10);
    assertThat(BOUNDS.get(0).excess(200)).isEqualTo(0);
    assertThat(BOUNDS.get(1).excess(0.25)).isEqualTo(0.25);
    assertThat(BOUNDS.get(1).excess(0.75)).isEqualTo(-0.25);
  }

  @Test
  void aggregation_thatLooksAtTheWorst_looksAtTheSideThatViolates() {
    var aggregation = Aggregation.cvar(0.5);
    var latency = OutcomeConstraint.atMost("latency", 5).aggregatedBy(aggregation);
    var recall = OutcomeConstraint.atLeast("recall", 5).aggregatedBy(aggregation);

    assertThat(latency.aggregation().aggregate(Samples.of(1, 9))).isEqualTo(9);
    assertThat(recall.aggregation().aggregate(Samples.of(1, 9))).isEqualTo(1);
  }

  @Test
  void completedTrial_withOneViolatedConstraint_isNotFeasible() {
    Trial trial = trial(Samples.of(250, 190), Samples.of(0.5, 0.5));

    assertThat(trial.excess(0)).isEqualTo(20);
    assertThat(trial.excess(1)).isEqualTo(0);
    assertThat(trial.isFeasible()).isFalse();
    assertThat(trial(Samples.of(200, 200), Samples.of(0.5, 0.5)).isFeasible()).isTrue();
  }

  @Test
  void unfinishedTrial_hasNoExcessAndIsNotFeasible() {
    Trial trial = Trial.of(4, TREATMENT, LOSS).unfinished(new Outcome.Pruned(0, 3));

    assertThat(trial.isFeasible()).isFalse();
    assertThat(trial.outcomeConstraints()).isEmpty();
  }

  @Test
  void excess_ofTrialWithConstraintsThatIsNotCompleted_isRefusedWithItsOutcome() {
    Trial pruned = Trial.of(4, TREATMENT, BOUNDED).unfinished(new Outcome.Pruned(0, 3));

    assertThatIllegalStateException()
        .isThrownBy(() -> pruned.excess(1))
        .withMessage(
            "trial 4 has no value of 'recall', its outcome is: pruned: behind at step 3;"
                + " ask isCompleted() first");
  }

  @Test
  void completed_withoutTheConstraintsMetric_namesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Trial.of(1, TREATMENT, BOUNDED)
                .samples(Map.of("loss", Samples.of(1), "latncy", Samples.of(1)))
                .completed())
        .withMessageContaining("constraint 'latency' has no samples")
        .withMessageContaining("constraint 'recall' has no samples");
  }

  @Test
  void construction_withBlankNameOrInfiniteBound_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutcomeConstraint.atMost(" ", 1))
        .withMessage("outcome constraint: expected a metric's name, got a blank one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutcomeConstraint.atMost("latency", Double.NaN))
        .withMessage("outcome constraint on 'latency': expected a finite bound, got NaN");
  }

  @Test
  void toString_saysAggregateMetricAndBound() {
    assertThat(BOUNDS.get(0)).hasToString("mean of latency at most 200.0");
    assertThat(BOUNDS.get(1)).hasToString("mean of recall at least 0.5");
  }

  private static Trial trial(Samples latency, Samples recall) {
    return Trial.of(3, TREATMENT, BOUNDED)
        .samples("loss", Samples.of(1, 2))
        .samples("latency", latency)
        .samples("recall", recall)
        .completed();
  }
}
