package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void margin_makesATrialFeasibleOnlyBeyondItsStandardErrors() {
    Problem withMargin =
        LOSS.withConstraints(List.of(OutcomeConstraint.atMost("latency", 200).withMargin(2)));

    Trial far = bounded(withMargin, Samples.of(180, 184)); // 182 ± 2
    Trial near = bounded(withMargin, Samples.of(195, 199)); // 197 ± 2

    assertThat(far.constraintValue(0)).isEqualTo(182);
    assertThat(far.constraintStandardError(0)).isEqualTo(2);
    assertThat(far.excess(0)).isEqualTo(-14);
    assertThat(far.isFeasible()).isTrue();
    assertThat(near.excess(0)).as("3 within the bound, which 2 errors of 2 need").isEqualTo(1);
    assertThat(near.isFeasible()).isFalse();
    assertThat(near.numbered(9).excess(0)).isEqualTo(1);
    assertThat(near.numbered(9).constraintValue(0)).isEqualTo(197);
    assertThat(near.numbered(9).constraintStandardError(0)).isEqualTo(2);
  }

  @Test
  void margin_ofALowerBound_isOnItsOwnSide() {
    OutcomeConstraint recall = OutcomeConstraint.atLeast("recall", 0.5).withMargin(3);

    assertThat(recall.excess(0.75)).isEqualTo(-0.25);
    assertThat(recall.excess(0.75, 0.0625)).isEqualTo(-0.0625);
    assertThat(recall.excess(0.625, 0.0625)).isEqualTo(0.0625);
    assertThat(recall.withMargin(0).excess(0.625, Double.NaN)).isEqualTo(-0.125);
    assertThat(recall.excess(0.625, Double.NaN)).isNaN();
  }

  @Test
  void margin_ofOneReplicate_isRefusedWithTheSamples() {
    Problem withMargin =
        LOSS.withConstraints(List.of(OutcomeConstraint.atMost("latency", 200).withMargin(1)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bounded(withMargin, Samples.of(150)))
        .withMessage(
            "trial 3: constraint 'latency': its margin needs a standard error, and the mean of these"
                + " samples has none: [150.0]");
  }

  @Test
  void margin_isRefused_whereItHasNoMeaning() {
    OutcomeConstraint latency = OutcomeConstraint.atMost("latency", 200);
    for (double none : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> latency.withMargin(none))
          .withMessage(
              "outcome constraint on 'latency': margin: expected a finite number of standard errors"
                  + " >= 0, got "
                  + none);
    }
    for (Aggregation without :
        List.of(
            Aggregation.max(),
            Aggregation.min(),
            Aggregation.last(),
            Aggregation.of("own", samples -> 0))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> latency.withMargin(2).aggregatedBy(without))
          .withMessageContaining("expected 0, as '" + without.name() + "' has no standard error");
      assertThat(latency.aggregatedBy(without).withMargin(0).margin()).isZero();
    }
    assertThat(latency.withMargin(1.5).aggregatedBy(Aggregation.quantile(0.9)))
        .hasToString("quantile(0.9) of latency at most 200.0 with a margin of 1.5 standard errors");
    assertThat(latency.withMargin(-0.0)).isEqualTo(latency);
  }

  /**
   * Trials whose true latency is at the bound, with ten replicates: half of them are on the right
   * side, and P(t9 < -2) = 3.8 % by two standard errors.
   */
  @ParameterizedTest
  @CsvSource({"0, 0.5, 0.0112", "2, 0.0383, 0.0043"})
  void margin_decidesHowManyTrialsAtTheBoundPassByLuck(double margin, double share, double sigma) {
    Problem problem =
        LOSS.withConstraints(List.of(OutcomeConstraint.atMost("latency", 200).withMargin(margin)));
    var random = new PhiloxRandom(20261129, 0);
    int trials = 2000;
    int feasible = 0;
    for (int i = 0; i < trials; i++) {
      double[] latency = new double[10];
      Arrays.setAll(latency, r -> 200 + 7 * random.nextGaussian());
      feasible += bounded(problem, Samples.of(latency)).isFeasible() ? 1 : 0;
    }

    assertThat(feasible / (double) trials)
        .as("4 sigma: a false alarm in 16 000 choices of the seed")
        .isCloseTo(share, within(4 * sigma));
  }

  private static Trial bounded(Problem problem, Samples latency) {
    return Trial.of(3, TREATMENT, problem)
        .samples("loss", latency)
        .samples("latency", latency)
        .completed();
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
