package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a study is ended early: nothing new begins, what runs is interrupted, what was finished
 * is kept in order, no thread is left, and resources are closed once.
 */
@Timeout(60)
class CancellationTest {
  private final UsedThreads used = new UsedThreads();
  private final Gauge gauge = new Gauge();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch waiting = new CountDownLatch(4);
  private volatile boolean open;

  static List<UnaryOperator<Study>> ways() {
    return waysOnThreads().stream()
        .map(way -> (UnaryOperator<Study>) study -> way.apply(study, 4))
        .toList();
  }

  static List<BiFunction<Study, Integer, Study>> waysOnThreads() {
    return List.of(
        Study::threads,
        (study, threads) -> study.threads(threads).tellAsCompleted(),
        (study, threads) -> study.threads(threads).timeLimit(Duration.ofHours(1)),
        (study, threads) -> study.executor(Thread::startVirtualThread).threads(threads));
  }

  private final Resource<Object> resource =
      Resource.of(
          "pool",
          () -> {
            open = true;
            opened.incrementAndGet();
            return new Object();
          },
          r -> {
            open = false;
            closed.incrementAndGet();
          });

  /** The first ten trials are quick; then all wait, four at once. */
  private final Experiment<Double> experiment =
      Experiment.from(ctx -> ctx.get(resource))
          .using(resource)
          .then("measure", (pool, ctx) -> gauge.count(() -> measured(ctx)))
          .build();

  private double measured(Context ctx) throws Exception {
    used.note();
    assertThat(open).as("the resource is open while replicates run").isTrue();
    if (ctx.trial() >= 10) {
      waiting.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
    }
    ctx.record("loss", 1);
    return 1;
  }

  private static Study study(ScriptedOptimizer optimizer) {
    return OneParameter.study(optimizer).trials(1_000).parallelism(4).replicates(2);
  }

  private static ScriptedOptimizer optimizer() {
    return new ScriptedOptimizer(number -> OneParameter.at(number % 10));
  }

  private void assertEndedInGoodOrder(StudyResult result, ScriptedOptimizer optimizer)
      throws InterruptedException {
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.trials()).hasSize(10).allMatch(Trial::isCompleted);
    assertThat(optimizer.told()).as("those that were interrupted are not told").hasSize(10);
    assertThat(interrupted).hasValue(4);
    assertThat(gauge.now()).isZero();
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
    int begun = gauge.all();
    used.assertNoneIsLeft();
    assertThat(gauge.all()).as("nothing begins afterwards").isEqualTo(begun);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void stop_whileReplicatesRun(UnaryOperator<Study> way) throws Exception {
    ScriptedOptimizer optimizer = optimizer();
    RunningStudy running = experiment.optimizeAsync(way.apply(study(optimizer)));
    waiting.await();

    running.stop();
    running.stop();

    assertEndedInGoodOrder(running.get(), optimizer);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void cancel_whileReplicatesRun(UnaryOperator<Study> way) throws Exception {
    ScriptedOptimizer optimizer = optimizer();
    var ended = new CompletableFuture<StudyResult>();
    var onEnd =
        new RecordingListener() {
          @Override
          public void onEnd(StudyResult result) {
            ended.complete(result);
          }
        };
    RunningStudy running = experiment.optimizeAsync(way.apply(study(optimizer)).listener(onEnd));
    waiting.await();

    assertThat(running.cancel(true)).isTrue();

    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
    StudyResult result = ended.get(30, TimeUnit.SECONDS);
    while (closed.get() == 0) {
      Thread.onSpinWait(); // after the listeners
    }
    assertEndedInGoodOrder(result, optimizer);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void interrupt_ofTheCaller_isKept(UnaryOperator<Study> way) throws Exception {
    ScriptedOptimizer optimizer = optimizer();
    var result = new AtomicReference<StudyResult>();
    var kept = new CompletableFuture<Boolean>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              result.set(experiment.optimize(way.apply(study(optimizer))));
              kept.complete(Thread.interrupted());
            });
    waiting.await();

    caller.interrupt();
    caller.join();

    assertThat(kept.get()).isTrue();
    assertEndedInGoodOrder(result.get(), optimizer);
  }

  @Test
  void interrupt_beforeTheStudy_runsNothing() throws Exception {
    var result = new AtomicReference<StudyResult>();
    var kept = new CompletableFuture<Boolean>();
    Thread.ofPlatform()
        .start(() -> {
          Thread.currentThread().interrupt();
          result.set(experiment.optimize(study(optimizer()).threads(4)));
          kept.complete(Thread.interrupted());
        })
        .join();

    assertThat(kept.get()).isTrue();
    assertThat(result.get().ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.get().trials()).hasSizeLessThanOrEqualTo(10);
    assertThat(closed).hasValue(1);
    used.assertNoneIsLeft();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void stop_fromAListener_endsTheStudyThere(UnaryOperator<Study> way) throws Exception {
    ScriptedOptimizer optimizer = optimizer();
    var running = new CompletableFuture<RunningStudy>();
    Study study =
        way.apply(study(optimizer))
            .listener(
                RecordingListener.toTrials(trial -> {
                  if (optimizer.told().size() == 5) {
                    running.join().stop();
                  }
                }));

    RunningStudy started = experiment.optimizeAsync(study);
    running.complete(started);
    StudyResult result = started.get();

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.trials()).hasSizeBetween(5, 9).allMatch(Trial::isCompleted);
    assertThat(optimizer.told()).hasSameSizeAs(result.trials());
    assertThat(closed).hasValue(1);
    used.assertNoneIsLeft();
  }

  /** Trial 0 waits, those after it are done: they are kept though it is not. */
  @ParameterizedTest
  @MethodSource("ways")
  void stop_keepsWhatWasFinishedBehindAnUnfinishedTrial(UnaryOperator<Study> way) throws Exception {
    var others = new CountDownLatch(3 * 2);
    Experiment<Double> holding =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              if (ctx.trial() == 0) {
                new CountDownLatch(1).await();
              }
              others.countDown();
              return ctx.get(OneParameter.X);
            });
    RunningStudy running =
        holding.optimizeAsync(
            way.apply(OneParameter.study(1, 2, 3, 4).parallelism(4).replicates(2)));
    others.await();

    running.stop();
    StudyResult result = running.get();

    assertThat(result.trials()).extracting(Trial::number).isSubsetOf(1, 2, 3).isSorted();
    assertThat(result.trials()).allMatch(Trial::isCompleted).hasSizeGreaterThanOrEqualTo(2);
    used.assertNoneIsLeft();
  }

  /** Stopped at any moment, as early as before it has begun and as late as after its end. */
  @ParameterizedTest
  @MethodSource("waysOnThreads")
  void stop_atAnyMoment_endsEachStudy(BiFunction<Study, Integer, Study> way) throws Exception {
    Experiment<Double> quick =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              ctx.checkCancelled();
              return ctx.get(OneParameter.X);
            });
    for (int i = 0; i < 200; i++) {
      ScriptedOptimizer optimizer = optimizer();
      RunningStudy running =
          quick.optimizeAsync(
              way.apply(OneParameter.study(optimizer).trials(300).parallelism(4), 1 + i % 5));
      for (int spins = 0; spins < 500 * i; spins++) {
        Thread.onSpinWait();
      }

      running.stop();

      StudyResult result = running.get();
      assertThat(result.ending()).isIn(Ending.STOPPED, Ending.BUDGET);
      assertThat(result.trials()).allMatch(Trial::isCompleted);
      assertThat(optimizer.told()).hasSameSizeAs(result.trials());
    }
    used.assertNoneIsLeft();
  }

  @Test
  void stop_ofAReplicateOnTheDrivingThread_isHeardByCheckCancelled() throws Exception {
    var begun = new CountDownLatch(1);
    Experiment<Double> spinning =
        Experiment.measuring(
            "loss",
            ctx -> {
              begun.countDown();
              while (true) {
                ctx.checkCancelled();
              }
            });

    RunningStudy running = spinning.optimizeAsync(OneParameter.study(1, 2).threads(1));
    begun.await();
    running.stop();

    assertThat(running.get().ending()).isEqualTo(Ending.STOPPED);
    assertThat(running.get().trials()).isEmpty();
  }

  @Test
  void stop_retries_areNotMade() throws Exception {
    var begun = new CountDownLatch(1);
    var tries = new AtomicInteger();
    Experiment<Double> waitingToFail =
        Experiment.measuring(
            "loss",
            ctx -> {
              tries.incrementAndGet();
              begun.countDown();
              new CountDownLatch(1).await();
              return 1;
            });

    RunningStudy running = waitingToFail.optimizeAsync(OneParameter.study(1, 2).retries(100));
    begun.await();
    running.stop();

    assertThat(running.get().trials()).isEmpty();
    assertThat(tries).hasValue(1);
  }
}
