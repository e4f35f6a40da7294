package dev.beryl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.trial.Outcome.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {
  private static final RuntimeException THROWN = new RuntimeException("cheese");

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(Outcome.COMPLETED, false, null, "completed"),
        Arguments.of(
            new Outcome.Failed(Reason.EXCEPTION, 1, "train", "out of cheese", THROWN),
            true,
            THROWN,
            "failed in replicate 1 at 'train': out of cheese"),
        Arguments.of(
            new Outcome.Failed(Reason.MISSING_METRIC, 0, "loss", "was not recorded", null),
            true,
            null,
            "failed in replicate 0 at 'loss': was not recorded"),
        Arguments.of(new Outcome.Pruned(0, 17), false, null, "pruned: behind at step 17"),
        Arguments.of(new Outcome.Pruned(0, 9, 1), false, null, "pruned: behind after 1 replicate"),
        Arguments.of(
            new Outcome.Pruned(2, -1, 3), false, null, "pruned: behind after 3 replicates"),
        Arguments.of(
            new Outcome.TimedOut(0, "train", Duration.ofSeconds(3)),
            true,
            null,
            "timed out in replicate 0 at 'train' after PT3S"),
        Arguments.of(
            new Outcome.Rejected("fits memory"),
            false,
            null,
            "rejected by constraint 'fits memory'"),
        Arguments.of(
            new Outcome.Rejected("fits memory", "cheese", THROWN),
            false,
            THROWN,
            "rejected by constraint 'fits memory', which threw cheese"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void outcome_saysWhetherItIsAFailure_whatWasThrown_andWhatHappened(
      Outcome outcome, boolean failure, Throwable thrown, String text) {
    assertThat(outcome.isFailure()).isEqualTo(failure);
    assertThat(outcome.exception().orElse(null)).isSameAs(thrown);
    assertThat(outcome).hasToString(text);
  }

  @Test
  void outcomes_ofEveryKind_areCovered() {
    List<Class<?>> kinds =
        outcomes().<Class<?>>map(given -> given.get()[0].getClass()).distinct().toList();
    assertThat(kinds).containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource
  void failed_isAFailure_whateverTheReason(Reason reason) {
    assertThat(new Outcome.Failed(reason, 0, "s", "m", null).isFailure()).isTrue();
  }

  @Test
  void completed_isEqualToEveryOther() {
    assertThat(Outcome.COMPLETED).isEqualTo(new Outcome.Completed());
  }
}
