package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt of the thread on which steps run is theirs to hear, and the caller's to keep. */
class InterruptTest {
  private static final Treatment NONE = Treatment.of("none", Map.of());
  private static final Experiment<Double> WAITING =
      Experiment.measuring(
          "loss",
          ctx -> {
            new CountDownLatch(1).await();
            return 1;
          });

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void run_interrupted_failsTheReplicateAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();

    Run baseline = WAITING.run(List.of(), 1).baseline();

    assertThat(baseline.outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) baseline.outcome()).cause())
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void apply_interrupted_throwsAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> WAITING.apply(NONE)).hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void open_interrupted_throwsAndKeepsTheInterrupt() {
    Resource<String> slow =
        Resource.of(
            "slow",
            () -> {
              new CountDownLatch(1).await();
              return "slow";
            },
            r -> {});
    Experiment<Integer> experiment = Experiment.from(ctx -> 1).using(slow).build();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> experiment.apply(NONE)).hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
