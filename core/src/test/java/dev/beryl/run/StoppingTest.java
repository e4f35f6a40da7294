package dev.beryl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.Experiment;
import dev.beryl.Resource;
import dev.beryl.RunningStudy;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.UsedThreads;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending a study from outside, studies inside of replicates, and running a trial again. */
@Timeout(60)
class StoppingTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);
  private static final int FINISHED = 5;

  private final CountDownLatch hangs = new CountDownLatch(1);
  private final AtomicInteger closed = new AtomicInteger();
  private final UsedThreads used = new UsedThreads();
  private final CompletableFuture<StudyResult> heard = new CompletableFuture<>();

  private Study study(int threads) {
    return study(threads, 1_000);
  }

  private Study study(int threads, int trials) {
    return Study.of(SearchSpace.of(X), Objective.minimize("loss"))
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .parallelism(3)
        .threads(threads)
        .listener(
            new StudyListener() {
              @Override
              public void onEnd(StudyResult result) {
                heard.complete(result);
              }
            });
  }

  /** From trial 5 on replicates hang until they are interrupted. */
  private Experiment<Double> experiment() {
    Resource<Integer> resource = Resource.of("pool", () -> 1, pool -> closed.addAndGet(pool));
    return Experiment.from(ctx -> ctx.get(X))
        .using(resource)
        .then(
            "wait",
            (data, ctx) -> {
              used.note();
              if (ctx.trial() >= FINISHED) {
                hangs.countDown();
                new CountDownLatch(1).await();
              }
              ctx.record("loss", data);
              return data;
            })
        .build();
  }

  private void requireTheFinishedAreKept(StudyResult result) throws Exception {
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.trials().stream().mapToInt(Trial::number).toArray())
        .isEqualTo(IntStream.range(0, FINISHED).toArray());
    assertThat(result.trials()).allMatch(Trial::isCompleted);
    assertThat(closed).hasValue(1);
    used.assertNoneIsLeft();
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 8})
  void stop_keepsWhatIsFinishedAndLeavesNoThread(int threads) throws Exception {
    RunningStudy running = experiment().optimizeAsync(study(threads));
    hangs.await();
    running.stop();

    requireTheFinishedAreKept(running.get(30, TimeUnit.SECONDS));
  }

  @Test
  void cancel_cancelsTheFutureAndTellsListenersWhatIsFinished() throws Exception {
    RunningStudy running = experiment().optimizeAsync(study(2));
    hangs.await();

    assertThat(running.cancel(true)).isTrue();
    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
    StudyResult result = heard.get(30, TimeUnit.SECONDS);
    assertThat(result.trials()).hasSize(FINISHED).allMatch(Trial::isCompleted);
    used.assertNoneIsLeft();
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 4})
  void interruptOfTheCaller_stopsTheStudyAndIsKept(int threads) throws Exception {
    var result = new CompletableFuture<StudyResult>();
    var kept = new CompletableFuture<Boolean>();
    Thread caller =
        Thread.startVirtualThread(() -> {
          result.complete(experiment().optimize(study(threads)));
          kept.complete(Thread.currentThread().isInterrupted());
        });
    hangs.await();
    caller.interrupt();

    requireTheFinishedAreKept(result.get(30, TimeUnit.SECONDS));
    assertThat(kept.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void studyInsideAReplicate_keepsToItsThreadAndCanGoThreeDeep() {
    Set<Thread> inner = ConcurrentHashMap.newKeySet();
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    Study small = study(2, 4).replicates(2);
    Study own =
        Study.of(SearchSpace.of(X), Objective.minimize("loss"))
            .optimizer(TestOptimizers.uniform())
            .trials(4)
            .replicates(2)
            .parallelism(2);
    Experiment<Double> leaf =
        Experiment.measuring(
            "loss",
            ctx -> {
              inner.add(Thread.currentThread());
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              return ctx.get(X);
            });
    Experiment<Double> middle =
        Experiment.measuring("loss", ctx -> leaf.optimize(own).bestTrial().orElseThrow().value());
    Experiment<Double> outer =
        Experiment.measuring("loss", ctx -> middle.optimize(own).bestTrial().orElseThrow().value());

    StudyResult result = outer.optimize(small);

    assertThat(result.trials()).hasSize(4).allMatch(Trial::isCompleted);
    assertThat(most.get()).as("no more than the outer study's two threads").isLessThanOrEqualTo(2);
  }

  @Test
  void reproduce_runsAFailedTrialAgainWithItsSeeds() {
    var seeds = ConcurrentHashMap.<Long>newKeySet();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              seeds.add(ctx.seed());
              if (ctx.trial() == 2 && ctx.replicate() == 1) {
                throw new IllegalStateException("seed " + ctx.seed());
              }
              return ctx.get(X) + ctx.random().nextDouble();
            });
    StudyResult result =
        experiment.optimize(study(2, 4).replicates(3).independentSeeds().neverFail());
    int before = seeds.size();

    Trial failed = result.trials().get(2);
    Trial again = result.reproduce(failed);
    Trial completed = result.reproduce(result.trials().get(3));

    assertThat(again.treatment()).isEqualTo(failed.treatment());
    assertThat(((Outcome.Failed) again.outcome()).message())
        .isEqualTo(((Outcome.Failed) failed.outcome()).message());
    assertThat(completed.samples("loss")).isEqualTo(result.trials().get(3).samples("loss"));
    assertThat(seeds).hasSize(before);
  }

  /** Threads that ignore their interrupts keep the carriers of all virtual threads. */
  @Test
  void carriersThatAreAllHeld_keepNoStudyFromItsEnd() throws Exception {
    int carriers = Runtime.getRuntime().availableProcessors();
    var held = new CountDownLatch(carriers);
    var released = new AtomicBoolean();
    try {
      for (int i = 0; i < carriers; i++) {
        Thread.startVirtualThread(() -> {
          held.countDown();
          while (!released.get()) {
            Thread.onSpinWait();
          }
        });
      }
      held.await();

      RunningStudy running =
          Experiment.measuring("loss", ctx -> ctx.get(X)).optimizeAsync(study(1, 3));

      assertThat(running.get(30, TimeUnit.SECONDS).trials()).hasSize(3);
    } finally {
      released.set(true);
    }
  }
}
