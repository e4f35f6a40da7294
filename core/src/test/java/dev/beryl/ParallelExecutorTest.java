package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executors of the caller's: that refuse, delay or drop tasks, or run them on the caller. */
@Timeout(60)
class ParallelExecutorTest {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private static Study study() {
    return study(12, 2);
  }

  private static Study study(int trials, int parallelism) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .replicates(3)
        .parallelism(parallelism);
  }

  private static final String DIGEST = OneParameter.EXPERIMENT.optimize(study()).digest();

  /** Takes so many tasks, then throws. */
  private static Executor refusing(int taken, Throwable thrown) {
    var tasks = new AtomicInteger();
    return task -> {
      if (tasks.incrementAndGet() > taken) {
        if (thrown instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) thrown;
      }
      Thread.startVirtualThread(task);
    };
  }

  @Test
  void refuses_fromTheBegin_failsTheStudy() {
    Executor executor = refusing(0, new RejectedExecutionException("closed on Mondays"));

    var failed =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> OneParameter.EXPERIMENT.optimize(study().executor(executor)));

    assertThat(failed)
        .hasMessageContaining("no thread could be started")
        .hasMessageContaining("closed on Mondays");
    assertThat(failed.result().trials()).isEmpty();
    assertThat(failed.result().ending()).isEqualTo(Ending.FAILED);
  }

  @Test
  void refuses_later_keepsWhatIsFinished() throws Exception {
    var used = new UsedThreads();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              return ctx.get(OneParameter.X);
            });
    for (Throwable thrown :
        List.of(
            new RejectedExecutionException("enough"),
            new IllegalStateException("enough"),
            new OutOfMemoryError("enough"))) {
      var failed =
          catchThrowableOfType(
              StudyFailedException.class,
              () ->
                  experiment.optimize(study(100_000, 2).threads(1).executor(refusing(4, thrown))));

      assertThat(failed).hasMessageContaining("enough");
      assertThat(failed.result().trials()).isNotEmpty().allMatch(Trial::isCompleted);
    }
    used.assertNoneIsLeft();
  }

  @Test
  void refuses_whatDoesNotFitItsQueue_failsTheStudy() {
    var release = new CountDownLatch(1);
    Experiment<Double> waiting =
        Experiment.measuring(
            "loss",
            ctx -> {
              release.await();
              return 1;
            });
    try (var executor =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1))) {
      var failed =
          catchThrowableOfType(
              StudyFailedException.class, () -> waiting.optimize(study().executor(executor)));

      assertThat(failed).hasMessageContaining("RejectedExecutionException");
    } finally {
      release.countDown();
    }
  }

  @Test
  void shutDown_duringTheStudy_failsIt() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 5) {
                executor.shutdownNow();
              }
              return ctx.get(OneParameter.X);
            });

    var failed =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> experiment.optimize(study(100_000, 2).executor(executor)));

    assertThat(failed).hasMessageContaining("no thread could be started");
    assertThat(failed.result().trials()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void runsOnTheCaller_isFine() {
    assertThat(OneParameter.EXPERIMENT.optimize(study().executor(Runnable::run)).digest())
        .isEqualTo(DIGEST);
    assertThat(OneParameter.EXPERIMENT.optimize(study(20_000, 2).executor(Runnable::run)).trials())
        .as("and no recursion")
        .hasSize(20_000);
  }

  @Test
  void runsOnTheCaller_stopped_ends() throws Exception {
    var begun = new CountDownLatch(1);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return 1;
            });

    RunningStudy running = experiment.optimizeAsync(study().executor(Runnable::run));
    begun.await();
    running.stop();

    assertThat(running.get().ending()).isEqualTo(Ending.STOPPED);
    assertThat(running.get().trials()).isEmpty();
  }

  @Test
  void runsTheLastFirst_isFine() {
    var stack = new ConcurrentLinkedQueue<Runnable>();
    Executor lastFirst =
        task -> {
          stack.add(task);
          Thread.startVirtualThread(() -> {
            Deque<Runnable> mine = new ArrayDeque<>();
            for (Runnable next = stack.poll(); next != null; next = stack.poll()) {
              mine.push(next);
            }
            mine.forEach(Runnable::run);
          });
        };

    assertThat(OneParameter.EXPERIMENT.optimize(study().executor(lastFirst)).digest())
        .isEqualTo(DIGEST);
  }

  /** Only the first task is ever run: it does all the work, and nobody waits for the others. */
  @Test
  void runsLate_whatIsNotNeededAnyMore_isNotWaitedFor() {
    var late = new ArrayList<Runnable>();
    var used = new UsedThreads();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              return ctx.get(OneParameter.X);
            });
    Executor first =
        task -> {
          if (late.isEmpty()) {
            Thread.startVirtualThread(task);
          }
          late.add(task);
        };
    Study study = study(1, 1).abandonAfter(FOR_EVER, 0);

    StudyResult result = experiment.optimize(study.executor(first));

    assertThat(result.trials()).hasSize(1);
    late.removeFirst();
    assertThat(late).isNotEmpty();
    late.forEach(Runnable::run);
    assertThat(used.seen()).as("a late task does nothing").doesNotContain(Thread.currentThread());
  }

  @Test
  void dropsTasks_theDeadlineEndsTheStudy() {
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            study()
                .executor(task -> {})
                .timeLimit(Duration.ofMillis(50))
                .abandonAfter(FOR_EVER, 0));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.trials()).isEmpty();
  }

  @Test
  void threadsThatComeInterrupted_areNotTakenForAnEnd() {
    var used = new UsedThreads();
    var leaked = new AtomicInteger();
    Executor interrupted =
        task ->
            Thread.ofVirtual()
                .start(() -> {
                  Thread.currentThread().interrupt();
                  task.run();
                  if (Thread.interrupted() && used.seen().contains(Thread.currentThread())) {
                    leaked.incrementAndGet();
                  }
                });
    Experiment<Double> sleeping =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              Thread.sleep(0, 1_000);
              Thread.currentThread().interrupt();
              return ctx.get(OneParameter.X);
            });

    StudyResult result = sleeping.optimize(study().executor(interrupted));

    assertThat(result.digest()).isEqualTo(DIGEST);
    assertThat(leaked).hasValue(0);
  }

  @Test
  void executor_isNotClosed() {
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      OneParameter.EXPERIMENT.optimize(study().executor(executor));

      assertThat(executor.isShutdown()).isFalse();
      assertThat(OneParameter.EXPERIMENT.optimize(study().executor(executor)).digest())
          .isEqualTo(DIGEST);
    }
  }
}
