package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialTest {
  private static final Treatment TREATMENT = Treatment.of("t", Map.of("x", 1.5));
  private static final Objective LOSS = Objective.minimize("loss");
  private static final Objective SCORE = Objective.maximize("score", Aggregation.max());
  private static final Map<String, Samples> SAMPLES =
      Map.of("loss", Samples.of(1, 2, 6), "score", Samples.of(0.5, 0.75, 0.25));

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
    Trial trial = Trial.completed(4, TREATMENT, List.of(LOSS, SCORE), SAMPLES);
    assertThat(trial.number()).isEqualTo(4);
    assertThat(trial.treatment()).isSameAs(TREATMENT);
    assertThat(trial.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(trial.isCompleted()).isTrue();
    assertThat(trial.objectives()).containsExactly(LOSS, SCORE);
    assertThat(trial.value()).isEqualTo(3);
    assertThat(trial.value(1)).isEqualTo(0.75);
    assertThat(trial.loss()).isEqualTo(3);
    assertThat(trial.loss(1)).isEqualTo(-0.75);
    assertThat(trial.losses()).containsExactly(3, -0.75);
    assertThat(trial.standardError()).isEqualTo(Math.sqrt(7.0 / 3));
    assertThat(trial.standardError(1)).isNaN();
    assertThat(trial.replicates()).isEqualTo(3);
    assertThat(trial.metrics()).containsExactly("loss", "score");
    assertThat(trial.samples("score").toArray()).containsExactly(0.5, 0.75, 0.25);
    assertThat(trial.reports()).isEmpty();
    assertThat(trial.duration()).isZero();
  }

  @Test
  void completed_withOneReplicate_hasNoStandardError() {
    Trial trial = Trial.completed(0, TREATMENT, List.of(LOSS), Map.of("loss", Samples.of(2)));
    assertThat(trial.loss()).isEqualTo(2);
    assertThat(trial.standardError()).isNaN();
  }

  @Test
  void completed_withSeveralFaults_saysAll() {
    var objectives =
        List.of(
            Objective.minimize("los"),
            SCORE,
            Objective.minimize("time"),
            Objective.minimize("memory", Aggregation.meanPlusSd(1)));
    var samples =
        Map.of(
            "loss", Samples.of(1, 2),
            "score", Samples.of(Double.NaN, 2),
            "time", Samples.of(),
            "memory", Samples.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trial.completed(3, TREATMENT, objectives, samples))
        .withMessageContaining("trial 3 has 5 faults")
        .withMessageContaining("objective 'los' has no samples; known are [")
        .withMessageContaining("did you mean 'loss'?")
        .withMessageContaining("objective 'score': expected a finite aggregate, got NaN")
        .withMessageContaining("objective 'time' has no samples")
        .withMessageContaining("objective 'memory': ")
        .withMessageContaining(
            "expected the same number of replicates of each, got {loss=2, memory=1, score=2,"
                + " time=0}");
  }

  @Test
  void trials_withoutObjectives_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trial.completed(0, TREATMENT, List.of(), SAMPLES))
        .withMessage("trial 0: objectives: expected at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Trial.unfinished(0, TREATMENT, List.of(), new Outcome.Rejected("fits memory")))
        .withMessageContaining("at least one");
  }

  @Test
  void unfinished_asCompleted_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trial.unfinished(1, TREATMENT, List.of(LOSS), Outcome.COMPLETED))
        .withMessageContaining("trial 1: outcome: expected one without values, got completed");
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void unfinished_hasNoValues(Outcome outcome) {
    Trial trial = Trial.unfinished(5, TREATMENT, List.of(LOSS), outcome);
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
  void outcomes_sayWhatHappened() {
    assertThat(unfinished().map(Outcome::toString))
        .containsExactly(
            "failed in replicate 1 at 'train': out of cheese",
            "failed in replicate 0 at 'loss': was not recorded",
            "pruned in replicate 2 at step 17",
            "timed out in replicate 0 at 'train' after PT3S",
            "rejected by constraint 'fits memory'");
    assertThat(Outcome.COMPLETED).hasToString("completed").isEqualTo(new Outcome.Completed());
  }

  @Test
  void samples_ofAnUnknownMetric_areRefused_withTheNearest() {
    Trial trial = Trial.completed(2, TREATMENT, List.of(LOSS), SAMPLES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial.samples("scores"))
        .withMessage(
            "trial 2 has no metric 'scores'; known are [loss, score]; did you mean 'score'?");
  }

  @Test
  void objective_outsideOfThoseThereAre_isRefused() {
    Trial trial = Trial.completed(2, TREATMENT, List.of(LOSS), SAMPLES);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trial.value(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trial.loss(-1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> trial.standardError(1));
  }

  @Test
  void completed_keepsNothingThatChanges() {
    var samples = new HashMap<>(SAMPLES);
    Trial trial = Trial.completed(0, TREATMENT, List.of(LOSS), samples);
    samples.clear();
    trial.losses()[0] = 99;
    assertThat(trial.metrics()).containsExactly("loss", "score");
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
