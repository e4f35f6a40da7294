package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InlineRunnerTest {
  private final AtomicInteger runs = new AtomicInteger();

  private ReplicateBody body(BiConsumer<Works.Unit, ReplicateSlot> run) {
    return new ReplicateBody() {
      @Override
      public void run(int trial, long seed, Treatment treatment, ReplicateSlot outcome) {
        runs.incrementAndGet();
        run.accept(new Works.Unit(trial, outcome.replicate()), outcome);
      }

      @Override
      public String stepAt(int place) {
        return "step " + place;
      }
    };
  }

  @Test
  void await_runsAllReplicatesInOrder() {
    var order = new StringBuilder();
    try (var runner = new InlineRunner(body((unit, outcome) -> order.append(unit.replicate())))) {
      TrialWork work = Works.begun(4, 0);
      runner.start(work);
      runner.await(work);

      assertThat(work.state().isWhole()).isTrue();
      assertThat(Nesting.isInside()).isTrue();
    }
    assertThat(order).hasToString("0123");
    assertThat(Nesting.isInside()).isFalse();
  }

  @Test
  void await_afterATroubleThatSettlesIt_runsNoMore() {
    try (var runner =
        new InlineRunner(
            body((unit, outcome) -> {
              if (unit.replicate() == 1) {
                outcome.end(Works.failed(1));
              }
            }))) {
      TrialWork work = Works.begun(4, 0);
      runner.await(work);

      assertThat(work.state().outcome()).isInstanceOf(Outcome.Failed.class);
    }
    assertThat(runs).hasValue(2);
  }

  @Test
  void await_withAnInterruptOfOthers_hidesItFromReplicates() {
    try (var runner =
        new InlineRunner(
            body((unit, outcome) -> {
              outcome
                  .recorder()
                  .record("interrupted", Thread.currentThread().isInterrupted() ? 1 : 0);
              Thread.currentThread().interrupt();
            }))) {
      Thread.currentThread().interrupt();
      TrialWork work = Works.begun(3, 0);
      runner.await(work);

      for (int r = 0; r < 3; r++) {
        var recorder = work.slot(r).recorder();
        assertThat(recorder.value(recorder.slotOf("interrupted"), 0)).isZero();
      }
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void cancel_beforeAwait_runsNothing() {
    try (var runner = new InlineRunner(body((unit, outcome) -> {}))) {
      runner.cancel();
      TrialWork work = Works.begun(3, 0);
      runner.await(work);

      assertThat(work.state().isWhole()).isFalse();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    assertThat(runs).hasValue(0);
  }

  /** Whenever it comes: the replicate hears of it, and no interrupt comes after it. */
  @Test
  void cancel_atAnyMoment_isHeardByTheReplicateAlone() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      try (var runner =
          new InlineRunner(
              body((unit, outcome) -> {
                while (unit.trial() == 1 && !outcome.isCancelRequested()) {
                  Thread.onSpinWait();
                }
              }))) {
        var ready = new CountDownLatch(1);
        int delay = i;
        Thread canceller =
            Thread.ofPlatform()
                .start(() -> {
                  ready.countDown();
                  for (int spins = 0; spins < 20 * delay; spins++) {
                    Thread.onSpinWait();
                  }
                  runner.cancel();
                });
        ready.await();
        runner.await(Works.begun(50, 0));
        TrialWork second = Works.begun(1, 1);
        runner.await(second);

        assertThat(second.state().isWhole()).isFalse();
        canceller.join();
        assertThat(Thread.interrupted()).isFalse();
      }
    }
  }
}
