package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialTest {
  private static final SearchSpace SPACE = SearchSpace.of(Parameter.real("x", 0, 2));
  private static final Treatment TREATMENT = Treatment.of("t", Map.of("x", 1.5));
  private static final Objective LOSS = Objective.minimize("loss");
  private static final Objective SCORE = Objective.maximize("score", Aggregation.max());
  private static final Problem BOTH = Problem.of(SPACE, LOSS, SCORE);
  private static final Problem LOSS_ONLY = Problem.of(SPACE, LOSS);

  private static TrialBuilder observed(int number, Problem problem) {
    return Trial.of(number, TREATMENT, problem)
        .samples("score", Samples.of(0.5, 0.75, 0.25))
        .samples("loss", Samples.of(1, 2, 6));
  }

  static Stream<Outcome> unfinished() {
    return Stream.of(
        new Outcome.Failed(
            Outcome.Reason.EXCEPTION, 1, "train", "out of cheese", new RuntimeException("cheese")),
        new Outcome.Failed(Outcome.Reason.MISSING_METRIC, 0, "loss", "was not recorded", null),
        new Outcome.Pruned(2, 17),
        new Outcome.TimedOut(0, "train", Duration.ofSeconds(3)),
        new Outcome.Rejected("fits memory"));
  }

  @Test
  void completed_aggregatesItsSamples() {
    Trial trial = observed(4, BOTH).completed();
    assertThat(trial.number()).isEqualTo(4);
    assertThat(trial.treatment()).isSameAs(TREATMENT);
    assertThat(trial.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(trial.isCompleted()).isTrue();
    assertThat(trial.problem()).isSameAs(BOTH);
    assertThat(trial.objectives()).containsExactly(LOSS, SCORE);
    assertThat(trial.value()).isEqualTo(3);
    assertThat(trial.value(1)).isEqualTo(0.75);
    assertThat(trial.loss()).isEqualTo(3);
    assertThat(trial.loss(1)).isEqualTo(-0.75);
    assertThat(trial.losses()).containsExactly(3, -0.75);
    assertThat(trial.standardError()).isEqualTo(Math.sqrt(7.0 / 3));
    assertThat(trial.standardError(1)).isNaN();
    assertThat(trial.replicates()).isEqualTo(3);
    assertThat(trial.samples("score").toArray()).containsExactly(0.5, 0.75, 0.25);
    assertThat(trial.reports()).isEmpty();
    assertThat(trial.notes()).isEmpty();
    assertThat(trial.duration()).isZero();
    assertThat(trial).hasToString("trial 4 t{x=1.5} loss=3.0 score=0.75");
  }

  @Test
  void value_byName_isTheObjectivesOrTheConstraintsAggregateOrTheMean() {
    Problem problem =
        BOTH.withConstraints(
            List.of(OutcomeConstraint.atMost("seconds", 9).aggregatedBy(Aggregation.median())));
    Samples seconds = Samples.of(1, 2, 9);
    Trial trial =
        observed(4, problem)
            .samples("seconds", seconds)
            .samples("size", Samples.of(1, 2, 9))
            .completed();

    assertThat(trial.value("score")).as("its maximum").isEqualTo(0.75);
    assertThat(trial.standardError("score")).isNaN();
    assertThat(trial.value("loss")).isEqualTo(3);
    assertThat(trial.standardError("loss")).isEqualTo(trial.standardError(0));
    assertThat(trial.value("seconds")).as("its median").isEqualTo(2);
    assertThat(trial.standardError("seconds"))
        .isEqualTo(Aggregation.median().standardError(seconds));
    assertThat(trial.value("size")).as("its mean").isEqualTo(4);
    assertThat(trial.standardError("size")).isEqualTo(seconds.standardError());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial.value("los"))
        .withMessageEndingWith("did you mean 'loss'?");
  }

  @Test
  void value_byNameOfAMetricWithSeveralAggregates_saysHowToAskForOne() {
    Problem problem =
        Problem.of(SPACE, LOSS, Objective.minimize("loss", Aggregation.max()))
            .withConstraints(
                List.of(
                    OutcomeConstraint.atMost("score", 1), OutcomeConstraint.atLeast("score", 0)));
    Trial trial = observed(4, problem).completed();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial.value("loss"))
        .withMessage(
            "trial 4: metric 'loss' has several values: 'minimize mean of loss' and 'minimize max of"
                + " loss'; ask for one by value(int)");
    assertThat(trial.value("score")).as("both bounds are of its mean").isEqualTo(0.5);
  }

  @Test
  void value_byNameOfATrialThatIsNotCompleted_isRefusedWithItsOutcome() {
    Trial pruned = observed(4, BOTH).unfinished(new Outcome.Pruned(2, 17));

    assertThatIllegalStateException()
        .isThrownBy(() -> pruned.value("loss"))
        .withMessage(
            "trial 4 has no value of 'loss', its outcome is: pruned: behind at step 17; ask"
                + " isCompleted() first");
    assertThatIllegalStateException().isThrownBy(() -> pruned.standardError("loss"));
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> pruned.value(null))
        .withMessage("trial: metric: expected a value, got null");
  }

  @Test
  void metrics_standInTheOrderInWhichTheyWereRecorded() {
    var samples = Stream.of("z", "loss", "a", "m");
    TrialBuilder builder = Trial.of(0, TREATMENT, LOSS_ONLY);
    samples.forEach(metric -> builder.samples(metric, Samples.of(1)));
    Trial trial = builder.completed();
    assertThat(trial.metrics()).containsExactly("z", "loss", "a", "m");
    assertThat(trial.numbered(5).metrics()).containsExactly("z", "loss", "a", "m");
  }

  @Test
  void completed_withOneReplicate_hasNoStandardError() {
    Trial trial = Trial.of(0, TREATMENT, LOSS_ONLY).samples("loss", Samples.of(2)).completed();
    assertThat(trial.loss()).isEqualTo(2);
    assertThat(trial.standardError()).isNaN();
  }

  @Test
  void builder_keepsReportsNotesAndDuration_inOrder() {
    var first = new Report(0, 1, 2.5);
    var second = new Report(1, 1, 3.5);
    var third = new Report(1, 2, 3.0);
    var notes = new LinkedHashMap<String, String>();
    notes.put("model", "m.bin");
    notes.put("host", "left");
    Trial trial =
        Trial.of(6, TREATMENT, LOSS_ONLY)
            .report(first)
            .reports(List.of(second, third))
            .notes(notes)
            .notes(Map.of("commit", "abc"))
            .duration(Duration.ofMillis(12))
            .replicates(1)
            .unfinished(new Outcome.Pruned(1, 2));
    assertThat(trial.reports()).containsExactly(first, second, third);
    assertThat(trial.notes().keySet()).containsExactly("model", "host", "commit");
    assertThat(trial.duration()).isEqualTo(Duration.ofMillis(12));
    assertThat(trial.replicates()).isEqualTo(1);
    assertThat(trial).hasToString("trial 6 t{x=1.5} pruned: behind at step 2");
  }

  @Test
  void builder_usedAgain_doesNotChangeTrialsThatItMade() {
    TrialBuilder builder = Trial.of(0, TREATMENT, LOSS_ONLY).samples("loss", Samples.of(1));
    Trial first = builder.completed();
    Trial second =
        builder
            .samples("more", Samples.of(2))
            .report(new Report(0, 1, 1))
            .notes(Map.of("k", "v"))
            .completed();
    assertThat(first.metrics()).containsExactly("loss");
    assertThat(first.reports()).isEmpty();
    assertThat(first.notes()).isEmpty();
    assertThat(second.metrics()).containsExactly("loss", "more");
  }

  @Test
  void completed_withSeveralFaults_saysAll() {
    var problem =
        Problem.of(
                SPACE,
                Objective.minimize("los"),
                SCORE,
                Objective.minimize("time"),
                Objective.minimize("memory", Aggregation.meanPlusSd(1)))
            .withConstraints(List.of(OutcomeConstraint.atMost("latency", 3)));
    TrialBuilder builder =
        Trial.of(3, TREATMENT, problem)
            .samples("loss", Samples.of(1, 2))
            .samples("score", Samples.of(Double.NaN, 2))
            .samples("time", Samples.of())
            .samples("memory", Samples.of(1))
            .duration(Duration.ofMillis(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::completed)
        .withMessageContaining("trial 3 has 7 faults")
        .withMessageContaining("objective 'los' has no samples; known are [")
        .withMessageContaining("did you mean 'loss'?")
        .withMessageContaining("objective 'score': expected a finite aggregate, got NaN")
        .withMessageContaining("objective 'time' has no samples")
        .withMessageContaining("objective 'memory': ")
        .withMessageContaining("constraint 'latency' has no samples")
        .withMessageContaining("duration: expected >= 0, got PT-0.001S")
        .withMessageContaining(
            "metrics: expected 2 replicates of each, got {loss=2, memory=1, score=2, time=0}");
  }

  @Test
  void replicates_otherThanThoseOfTheSamples_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(observed(2, LOSS_ONLY).replicates(4)::completed)
        .withMessage("trial 2: metrics: expected 4 replicates of each, got {loss=3, score=3}");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            observed(2, LOSS_ONLY).replicates(2).unfinished(new Outcome.Rejected("fits memory")))
        .withMessage("trial 2: metrics: expected 2 replicates of each, got {loss=3, score=3}");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Trial.of(2, TREATMENT, LOSS_ONLY)
                .replicates(-1)
                .unfinished(new Outcome.Rejected("fits memory")))
        .withMessage("trial 2: replicates: expected >= 0, got -1");
  }

  @Test
  void unfinished_asCompleted_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trial.of(1, TREATMENT, LOSS_ONLY).unfinished(Outcome.COMPLETED))
        .withMessageContaining("trial 1: outcome: expected one without values, got completed");
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void unfinished_hasNoValues(Outcome outcome) {
    Trial trial = Trial.of(5, TREATMENT, LOSS_ONLY).unfinished(outcome);
    assertThat(trial.isCompleted()).isFalse();
    assertThat(trial.outcome()).isSameAs(outcome);
    assertThat(trial.replicates()).isZero();
    assertThat(trial.metrics()).isEmpty();
    String message = "trial 5 has no values, its outcome is: " + outcome;
    assertThatIllegalStateException().isThrownBy(trial::loss).withMessageContaining(message);
    assertThatIllegalStateException().isThrownBy(trial::losses).withMessageContaining(message);
    assertThatIllegalStateException().isThrownBy(trial::value).withMessageContaining(message);
    assertThatIllegalStateException()
        .isThrownBy(trial::standardError)
        .withMessageContaining(message);
  }

  @Test
  void unfinished_keepsTheSamplesOfReplicatesThatEnded() {
    Trial trial = observed(1, LOSS_ONLY).unfinished(new Outcome.Pruned(3, 1));
    assertThat(trial.replicates()).isEqualTo(3);
    assertThat(trial.samples("loss")).isEqualTo(Samples.of(1, 2, 6));
  }

  @Test
  void samples_ofAnUnknownMetric_areRefused_withTheNearest() {
    Trial trial = observed(2, LOSS_ONLY).completed();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial.samples("scores"))
        .withMessage(
            "trial 2 has no metric 'scores'; known are [score, loss]; did you mean 'score'?");
  }

  @Test
  void objective_outsideOfThoseThereAre_isRefused() {
    Trial trial = observed(2, LOSS_ONLY).completed();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trial.value(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trial.loss(-1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> trial.standardError(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trial.excess(0));
  }

  @Test
  void completed_keepsNothingThatChanges() {
    var samples = new HashMap<>(Map.of("loss", Samples.of(1, 2, 6)));
    var reports = new ArrayList<>(List.of(new Report(0, 1, 1)));
    Trial trial = Trial.of(0, TREATMENT, LOSS_ONLY).samples(samples).reports(reports).completed();
    samples.clear();
    reports.clear();
    trial.losses()[0] = 99;
    assertThat(trial.metrics()).containsExactly("loss");
    assertThat(trial.reports()).hasSize(1);
    assertThat(trial.loss()).isEqualTo(3);
  }

  @Test
  void reports_areEqual_ifTheirValuesAre() {
    assertThat(new Report(1, 5, 0.5, 2))
        .isEqualTo(new Report(1, 5, 0.5, 2))
        .hasSameHashCodeAs(new Report(1, 5, 0.5, 2))
        .isNotEqualTo(new Report(1, 5, 0.5))
        .isNotEqualTo(new Report(1, 6, 0.5, 2))
        .isNotEqualTo(new Report(0, 5, 0.5, 2))
        .hasToString("replicate 1 step 5: [0.5, 2.0]");
  }
}
