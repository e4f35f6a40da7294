package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Treatment;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Driven by the thread of the test. */
@Timeout(60)
class ThreadedRunnerTest {
  private static final Limits NONE = new Limits(null, null, null, Duration.ofSeconds(1), 16);

  private final Set<Thread> used = ConcurrentHashMap.newKeySet();

  private ReplicateBody body(BiConsumer<Works.Unit, ReplicateSlot> run) {
    return new ReplicateBody() {
      @Override
      public void run(int trial, long seed, Treatment treatment, ReplicateSlot outcome) {
        used.add(Thread.currentThread());
        run.accept(new Works.Unit(trial, outcome.replicate()), outcome);
      }

      @Override
      public String stepAt(int place) {
        return "step " + place;
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("others run at the same time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void runOne(TrialRunner runner, TrialWork work, int number) {
    Works.begin(work, number);
    runner.start(work);
    runner.await(work);
    assertThat(work.isDone()).isTrue();
    assertThat(work.state().outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void shortReplicates_areRunByTheDrivingThreadAlone() {
    try (var runner =
        new ThreadedRunner(body((unit, outcome) -> {}), 1, 4, Threads.own(false), NONE)) {
      TrialWork work = Works.of(5);
      for (int number = 0; number < 200; number++) {
        runOne(runner, work, number);
      }
      used.clear(); // by now it is known how short they are, whatever held up the first ones
      int elsewhere = 0;
      for (int number = 200; number < 300; number++) {
        runOne(runner, work, number);
        elsewhere += used.equals(Set.of(Thread.currentThread())) ? 0 : 1;
        used.clear();
      }

      assertThat(elsewhere).as("but for a hiccup").isLessThan(50);
    }
  }

  /** After the first that turns out to be long, others run the rest at the same time. */
  @Test
  void longReplicates_afterShortOnes_areSharedOut() {
    var met = new CountDownLatch(3);
    ReplicateBody body =
        body((unit, outcome) -> {
          if (unit.trial() == 200 && unit.replicate() == 0) {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
          } else if (unit.trial() == 200) {
            met.countDown();
            await(met);
          }
        });
    try (var runner = new ThreadedRunner(body, 1, 4, Threads.own(false), NONE)) {
      TrialWork work = Works.of(4);
      for (int number = 0; number <= 200; number++) {
        runOne(runner, work, number);
      }
    }
  }

  @Test
  void drivingThread_heldUpAfterShortReplicates_isHelpedMeanwhile() {
    var met = new CountDownLatch(4);
    ReplicateBody body =
        body((unit, outcome) -> {
          if (unit.trial() == 1_000) {
            met.countDown();
            await(met);
          }
        });
    try (var runner = new ThreadedRunner(body, 1, 4, Threads.own(false), NONE)) {
      TrialWork work = Works.of(4);
      for (int number = 0; number <= 1_000; number++) {
        runOne(runner, work, number);
      }
    }
  }

  @Test
  void drivingThread_lendsAHandWithinTheBound() {
    var met = new CountDownLatch(4);
    ReplicateBody body =
        body((unit, outcome) -> {
          met.countDown();
          await(met);
        });
    try (var runner = new ThreadedRunner(body, 1, 4, Threads.own(false), NONE)) {
      runOne(runner, Works.of(4), 0);
    }

    assertThat(used).hasSize(4).contains(Thread.currentThread());
  }

  @Test
  void limitOfTime_keepsTheDrivingThreadFree() {
    var limits = new Limits(Duration.ofHours(1), null, null, Duration.ofSeconds(1), 16);
    try (var runner =
        new ThreadedRunner(body((unit, outcome) -> {}), 1, 2, Threads.own(true), limits)) {
      for (int number = 0; number < 50; number++) {
        runOne(runner, Works.of(3), number);
      }
    }

    assertThat(used).doesNotContain(Thread.currentThread());
    assertThat(used).noneMatch(Thread::isVirtual);
  }

  @Test
  void executor_keepsTheDrivingThreadFree() {
    var threads = new Threads.Given(Thread::startVirtualThread);
    try (var runner = new ThreadedRunner(body((unit, outcome) -> {}), 1, 2, threads, NONE)) {
      for (int number = 0; number < 50; number++) {
        runOne(runner, Works.of(3), number);
      }
    }

    assertThat(used).doesNotContain(Thread.currentThread());
  }

  @Test
  void awaitAny_givesOneThatIsDone() {
    var release = new CountDownLatch(1);
    ReplicateBody body =
        body((unit, outcome) -> {
          if (unit.trial() == 0) {
            await(release);
          }
        });
    try (var runner = new ThreadedRunner(body, 2, 2, Threads.own(false), NONE)) {
      TrialWork slow = Works.begun(1, 0);
      TrialWork quick = Works.begun(1, 1);
      runner.start(slow);
      runner.start(quick);

      assertThat(runner.awaitAny(List.of(slow, quick))).isSameAs(quick);
      release.countDown();
      assertThat(runner.awaitAny(List.of(slow))).isSameAs(slow);
    }
  }

  @Test
  void cancel_beforeAnythingStarts_runsNothing() {
    try (var runner =
        new ThreadedRunner(body((unit, outcome) -> {}), 1, 2, Threads.own(false), NONE)) {
      runner.cancel();
      TrialWork work = Works.begun(2, 0);
      runner.start(work);
      runner.await(work);

      assertThat(runner.isCancelled()).isTrue();
      assertThat(work.state().isWhole()).isFalse();
    }
    assertThat(used).isEmpty();
  }

  @Test
  void close_twice_isFine() {
    var runner = new ThreadedRunner(body((unit, outcome) -> {}), 1, 2, Threads.own(true), NONE);
    runOne(runner, Works.of(2), 0);

    runner.close();
    runner.close();

    assertThat(runner.abandoned()).isZero();
    assertThat(runner.givenUp()).isNull();
    assertThat(Nesting.isInside()).isFalse();
  }

  @Test
  void close_whileReplicatesRun_waitsForThem() {
    var begun = new CountDownLatch(2);
    ReplicateBody body =
        body((unit, outcome) -> {
          begun.countDown();
          while (!outcome.isCancelRequested()) {
            Thread.onSpinWait();
          }
          outcome.recorder().record("ended", 1);
        });
    TrialWork work = Works.begun(2, 0);
    try (var runner =
        new ThreadedRunner(
            body, 1, 2, new Threads.Given(task -> Thread.ofPlatform().start(task)), NONE)) {
      runner.start(work);
      await(begun);
    }

    assertThat(work.state().isWhole()).isFalse();
    assertThat(work.slot(0).recorder().metrics()).as("what was cut short is forgotten").isZero();
  }

  /** What a body throws all the same, as when memory runs out, is a failure too. */
  @Test
  void bodyThatThrows_failsItsReplicate() {
    ReplicateBody body =
        body((unit, outcome) -> {
          if (unit.replicate() == 1) {
            throw new OutOfMemoryError("not even a failure can be noted");
          }
        });
    for (Threads threads :
        List.of(Threads.own(false), Threads.own(true), new Threads.Given(Runnable::run))) {
      try (var runner = new ThreadedRunner(body, 1, 2, threads, NONE)) {
        TrialWork work = Works.begun(3, 0);
        runner.start(work);
        runner.await(work);

        assertThat(work.state().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) work.state().outcome()).replicate()).isEqualTo(1);
      }
    }
  }
}
