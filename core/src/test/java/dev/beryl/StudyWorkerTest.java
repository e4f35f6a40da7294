package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.random.Seeds;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replicates of a study that is optimized elsewhere. */
@Timeout(60)
class StudyWorkerTest {
  private static final Study STUDY =
      Study.of(OneParameter.SPACE, OneParameter.LOSS)
          .optimizer(TestOptimizers.uniform())
          .trials(10)
          .seed(3)
          .replicates(2);

  /** What a runner of a study is given. */
  private static RunnerSetting setting(Study study) {
    var given = new AtomicReference<RunnerSetting>();
    var runner = new HandRunner[1];
    runner[0] =
        new HandRunner(
            1,
            (unit, results) -> {
              given.set(runner[0].setting());
              results.failed(new IllegalStateException("enough"));
            });
    assertThatThrownBy(() -> OneParameter.EXPERIMENT.optimize(study.runner(runner[0])))
        .hasMessageContaining("enough");
    return given.get();
  }

  private static WorkUnit unit(RunnerSetting setting, int trial, int replicate, double x) {
    return new WorkUnit(
        setting.study(),
        trial,
        replicate,
        Seeds.replicate(3, replicate),
        Double.doubleToRawLongBits(x));
  }

  private static StudyWorker worker(Measure measure, Study study) {
    return Experiment.measuring("loss", measure).worker(study);
  }

  @Test
  void run_measuresTheTreatment_withTheUnitsSeed() throws Exception {
    RunnerSetting setting = setting(STUDY);
    try (StudyWorker worker = worker(ctx -> ctx.get(OneParameter.X) + ctx.seed() % 10, STUDY)) {
      worker.accept(setting);

      ReplicateResult result = worker.run(unit(setting, 4, 1, 2.5));

      assertThat(result.trial()).isEqualTo(4);
      assertThat(result.replicate()).isEqualTo(1);
      assertThat(result.status()).isEqualTo(Outcome.COMPLETED);
      assertThat(result.metrics().getFirst().get(0)).isEqualTo(2.5 + Seeds.replicate(3, 1) % 10);
    }
  }

  @Test
  void accept_ofAnotherStudy_namesTheLinesThatDiffer() {
    RunnerSetting setting = setting(STUDY.retries(2));
    StudyWorker worker = worker(ctx -> 1, STUDY);

    assertThatIllegalStateException()
        .isThrownBy(() -> worker.accept(setting))
        .withMessage(
            "worker: its study differs from the one that is optimized: here it has [retries 0], there"
                + " [retries 2]; make both with the same code and the same settings");
  }

  @Test
  void accept_takesWhatMakesNoDifferenceToReplicates() {
    RunnerSetting setting = setting(STUDY.parallelism(7).name("driver").neverFail());
    StudyWorker worker = worker(ctx -> 1, STUDY.penalize(5));

    worker.accept(setting);
    worker.accept(setting);

    RunnerSetting other = setting(STUDY.parallelism(8));
    assertThatIllegalStateException()
        .isThrownBy(() -> worker.accept(other))
        .withMessageContaining("it runs study " + setting.study());
  }

  @Test
  void run_ofAUnitThatDoesNotFit_isRefused() {
    RunnerSetting setting = setting(STUDY);
    StudyWorker worker = worker(ctx -> 1, STUDY);
    WorkUnit unit = unit(setting, 0, 0, 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> worker.run(unit))
        .withMessageContaining("has accepted no study")
        .withMessageContaining("call accept(setting)");
    worker.accept(setting);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> worker.run(new WorkUnit(setting.study(), 0, 0, 17, 0)))
        .withMessageContaining("worker: expected seed ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> worker.run(unit(setting, 0, 0, 11)))
        .withMessageContaining("'x'");
    var judged = new WorkUnit(setting.study(), 0, 0, unit.seed(), new byte[1], unit.coordinates());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> worker.run(judged))
        .withMessageContaining("a judge without a pruner");
  }

  @Test
  void run_ofAJudgeThatThePrunerCannotRead_isRefusedWithItsWords() {
    Study pruned = STUDY.pruner(TestPruners.aboveTheMean());
    RunnerSetting setting = setting(pruned);
    StudyWorker worker = worker(ctx -> 1, pruned);
    worker.accept(setting);
    WorkUnit unit = unit(setting, 0, 0, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            worker.run(
                new WorkUnit(setting.study(), 0, 0, unit.seed(), new byte[3], unit.coordinates())))
        .withMessageContaining("pruner 'test' could not read the judge of")
        .withMessageContaining("reads no judges")
        .withMessageContaining("3 bytes");
  }

  @Test
  void failure_isAResult_afterTheStudysRetries() throws Exception {
    var calls = new AtomicInteger();
    Study study = STUDY.retries(2);
    RunnerSetting setting = setting(study);
    StudyWorker worker =
        worker(
            ctx -> {
              if (calls.incrementAndGet() == 3 && ctx.trial() == 0) {
                return 5;
              }
              throw new IllegalStateException("call " + calls);
            },
            study);
    worker.accept(setting);

    assertThat(worker.run(unit(setting, 0, 0, 1)).status()).isEqualTo(Outcome.COMPLETED);
    var failed = (Outcome.Failed) worker.run(unit(setting, 1, 0, 1)).status();

    assertThat(failed.message()).contains("call 6");
  }

  @Test
  void replicateThatTakesTooLong_hasTimedOut_alsoIfItIgnoresItsInterrupt() throws Exception {
    var release = new CountDownLatch(1);
    Study study =
        STUDY.replicateTimeout(Duration.ofMillis(50)).abandonAfter(Duration.ofMillis(50), 0);
    RunnerSetting setting = setting(study);
    StudyWorker worker =
        worker(
            ctx -> {
              if (ctx.trial() == 0) {
                new CountDownLatch(1).await();
              }
              awaitUninterruptibly(release);
              return 1;
            },
            study);
    worker.accept(setting);

    assertThat(worker.run(unit(setting, 0, 0, 1)).status()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(worker.abandonedThreads()).isZero();
    assertThat(worker.run(unit(setting, 1, 0, 1)).status()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(worker.abandonedThreads()).isOne();
    assertThatIllegalStateException()
        .isThrownBy(() -> worker.run(unit(setting, 2, 0, 1)))
        .withMessageContaining("1 threads ignore their interrupts");
    release.countDown();
    worker.close();
  }

  @Test
  void units_runInTheirOrder_onOneThreadWithTheirNames() throws Exception {
    RunnerSetting setting = setting(STUDY);
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    List<String> names = Collections.synchronizedList(new ArrayList<>());
    try (StudyWorker worker =
        worker(
            ctx -> {
              threads.add(Thread.currentThread());
              names.add(Thread.currentThread().getName());
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              Thread.currentThread().interrupt();
              return ctx.get(OneParameter.X);
            },
            STUDY)) {
      worker.accept(setting);

      List<ReplicateResult> results =
          worker.run(
              List.of(unit(setting, 4, 1, 2.5), unit(setting, 4, 0, 2.5), unit(setting, 5, 1, 1)),
              Duration.ofMinutes(1));

      assertThat(results)
          .extracting(result -> result.metrics().getFirst().get(0))
          .containsExactly(2.5, 2.5, 1.0);
      assertThat(names)
          .containsExactly(
              "beryl-trial-4-replicate-1",
              "beryl-trial-4-replicate-0",
              "beryl-trial-5-replicate-1");
      assertThat(threads).containsOnly(threads.getFirst());
    }
    threads.getFirst().join(); // it has ended with the call
  }

  @Test
  void units_endWithTheTime_butForTheFirst() throws Exception {
    RunnerSetting setting = setting(STUDY);
    try (StudyWorker worker = worker(_ -> 1, STUDY)) {
      worker.accept(setting);

      List<ReplicateResult> results =
          worker.run(List.of(unit(setting, 0, 0, 1), unit(setting, 1, 0, 1)), Duration.ZERO);

      assertThat(results).extracting(ReplicateResult::trial).containsExactly(0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> worker.run(List.of(), Duration.ofNanos(-1)))
          .withMessageContainingAll("units: expected", "time: expected");
    }
  }

  @Test
  void unitThatIsLeftBehind_isTheLastResult_andOthersRunOnAnotherThread() throws Exception {
    var release = new CountDownLatch(1);
    Study study =
        STUDY.replicateTimeout(Duration.ofMillis(200)).abandonAfter(Duration.ofMillis(500), 1);
    RunnerSetting setting = setting(study);
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    StudyWorker worker =
        worker(
            ctx -> {
              begun.add(ctx.trial());
              if (ctx.trial() == 1) {
                new CountDownLatch(1).await();
              }
              if (ctx.trial() == 2) {
                awaitUninterruptibly(release);
              }
              return 1;
            },
            study);
    worker.accept(setting);
    List<WorkUnit> units =
        IntStream.range(0, 4).mapToObj(trial -> unit(setting, trial, 0, 1)).toList();

    List<ReplicateResult> results = worker.run(units, Duration.ofMinutes(1));

    assertThat(results).extracting(ReplicateResult::trial).containsExactly(0, 1, 2);
    assertThat(results.get(1).status()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(results.get(2).status()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(worker.abandonedThreads()).isOne();
    assertThat(worker.run(units.subList(3, 4), Duration.ZERO).getFirst().status())
        .isEqualTo(Outcome.COMPLETED);
    release.countDown();
    worker.close();
    assertThat(begun).containsExactly(0, 1, 2, 3);
  }

  @Test
  void interruptOfTheCaller_endsAllOfItsUnits() throws Exception {
    RunnerSetting setting = setting(STUDY);
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    var caller = new AtomicReference<Thread>();
    StudyWorker worker =
        worker(
            ctx -> {
              begun.add(ctx.trial());
              if (ctx.trial() == 1) {
                caller.get().interrupt();
                new CountDownLatch(1).await();
              }
              return 1;
            },
            STUDY);
    worker.accept(setting);
    caller.set(Thread.currentThread());

    assertThatThrownBy(() ->
            worker.run(
                List.of(unit(setting, 0, 0, 1), unit(setting, 1, 0, 1), unit(setting, 2, 0, 1)),
                Duration.ofMinutes(1)))
        .isInstanceOf(InterruptedException.class);

    assertThat(begun).containsExactly(0, 1);
    assertThat(worker.abandonedThreads()).isZero();
    worker.close();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException _) {
        continue;
      }
    }
  }

  @Test
  void interruptOfTheCaller_cancelsTheReplicate_andItsActions() throws Exception {
    var begun = new CountDownLatch(1);
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    RunnerSetting setting = setting(STUDY);
    StudyWorker worker =
        worker(
            ctx -> {
              if (ctx.trial() > 0) {
                return 1;
              }
              ctx.onCancel(() -> said.add("canceled"));
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                said.add("interrupted");
              }
              ctx.checkCancelled();
              return 1;
            },
            STUDY);
    worker.accept(setting);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      var ended = new CountDownLatch(1);
      var thrown = new AtomicReference<Throwable>();
      Future<?> running =
          executor.submit(() -> {
            try {
              worker.run(unit(setting, 0, 0, 1));
            } catch (Throwable e) {
              thrown.set(e);
            }
            ended.countDown();
          });
      begun.await();
      running.cancel(true);
      ended.await();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertThat(said).containsExactlyInAnyOrder("canceled", "interrupted");
    }
    assertThat(worker.run(unit(setting, 1, 0, 1)).status()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void resources_areOpenedOnceForAllThreads_andClosedAtTheEnd() throws Exception {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    Resource<AutoCloseable> resource =
        Resource.of(
            "pool",
            () -> {
              events.add("open");
              return () -> events.add("close");
            });
    Experiment<Integer> experiment =
        Experiment.from(ctx -> ctx.replicate())
            .using(resource)
            .then(
                "measure",
                (replicate, ctx) -> {
                  ctx.record("loss", ctx.get(OneParameter.X));
                  return replicate;
                })
            .build();
    RunnerSetting setting = setting(STUDY);
    StudyWorker worker = experiment.worker(STUDY);
    worker.accept(setting);
    assertThat(events).isEmpty();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      var tasks = new ArrayList<Callable<ReplicateResult>>();
      for (int i = 0; i < 20; i++) {
        WorkUnit unit = unit(setting, i, i % 2, i / 4.0);
        tasks.add(() -> worker.run(unit));
      }
      List<Future<ReplicateResult>> results = executor.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(result(results.get(i)).metrics().getFirst().get(0)).isEqualTo(i / 4.0);
      }
    }

    worker.close();
    worker.close();

    assertThat(events).containsExactly("open", "close");
    assertThatIllegalStateException()
        .isThrownBy(() -> worker.run(unit(setting, 0, 0, 1)))
        .withMessageContaining("the worker is closed");
  }

  private static ReplicateResult result(Future<ReplicateResult> future)
      throws InterruptedException, ExecutionException {
    return future.get();
  }

  @Test
  void close_endsWhatRuns() throws Exception {
    var begun = new CountDownLatch(1);
    RunnerSetting setting = setting(STUDY);
    StudyWorker worker =
        worker(
            ctx -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return 1;
            },
            STUDY);
    worker.accept(setting);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<ReplicateResult> running = executor.submit(() -> worker.run(unit(setting, 0, 0, 1)));
      begun.await();

      worker.close();

      assertThatThrownBy(running::get)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed while it ran replicate 0 of trial 0");
    }
  }

  @Test
  void resourceThatCannotBeOpened_isTheCallersError() {
    Experiment<Integer> experiment =
        Experiment.from(ctx -> 1)
            .using(
                Resource.of(
                    "gpu",
                    () -> {
                      throw new IllegalStateException("none is free");
                    }))
            .build();
    RunnerSetting setting = setting(STUDY);
    StudyWorker worker = experiment.worker(STUDY);
    worker.accept(setting);

    assertThatThrownBy(() -> worker.run(unit(setting, 0, 0, 1)))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("none is free");
  }
}
