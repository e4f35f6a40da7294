package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a replicate has done if it must end early is done then, and only then. */
@Timeout(60)
class OnCancelTest {
  private final List<String> done = new CopyOnWriteArrayList<>();

  private static Study study() {
    return OneParameter.study(new ScriptedOptimizer(OneParameter::at)).trials(1).neverFail();
  }

  private static final class PrunesAll implements Pruner {

    @Override
    public Judge begin(int trial) {
      return _ -> true;
    }

    @Override
    public void tell(Trial trial) {}
  }

  private static Experiment<Double> experiment(Measure measure) {
    return Experiment.measuring("loss", measure);
  }

  @Test
  void onCancel_replicateTimesOut_runsTheLastOneFirstOnAnotherThread() {
    var threads = new CopyOnWriteArrayList<Thread>();
    StudyResult result =
        experiment(
                ctx -> {
                  ctx.onCancel(() -> done.add("first"));
                  ctx.onCancel(() -> {
                    done.add("second");
                    threads.add(Thread.currentThread());
                  });
                  new CountDownLatch(1).await();
                  return 1;
                })
            .optimize(study().replicateTimeout(Duration.ofMillis(50)));

    assertThat(result.trial(0).outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(done).containsExactly("second", "first");
    assertThat(threads).extracting(Thread::getName).containsExactly("beryl-cancel");
  }

  @Test
  void onCancel_interruptIsIgnored_actionLetsTheReplicateGoBeforeItIsAbandoned() {
    StudyResult result =
        experiment(
                ctx -> {
                  var open = new CountDownLatch(1);
                  ctx.onCancel(open::countDown);
                  awaitWhateverHappens(open);
                  return 1;
                })
            .optimize(
                study()
                    .replicateTimeout(Duration.ofMillis(50))
                    .abandonAfter(Duration.ofMinutes(1), 1));

    assertThat(result.trial(0).outcome()).isInstanceOf(Outcome.TimedOut.class);
  }

  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // ignored, as code does that blocks in a read
      }
    }
  }

  @Test
  void onCancel_replicateIsAbandoned_runs() throws Exception {
    var open = new CountDownLatch(1);
    var ran = new CountDownLatch(1);
    experiment(
            ctx -> {
              ctx.onCancel(ran::countDown);
              awaitWhateverHappens(open);
              return 1;
            })
        .optimize(
            study().replicateTimeout(Duration.ofMillis(20)).abandonAfter(Duration.ofMillis(20), 1));
    ran.await();
    open.countDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void onCancel_studyStops_runs(int threads) throws Exception {
    var waiting = new CountDownLatch(1);
    RunningStudy running =
        experiment(
                ctx -> {
                  ctx.onCancel(() -> done.add("ended"));
                  waiting.countDown();
                  new CountDownLatch(1).await();
                  return 1;
                })
            .optimizeAsync(study().threads(threads));
    waiting.await();
    running.stop();
    running.get();

    assertThat(done).containsExactly("ended");
  }

  @Test
  void onCancel_reportIsPruned_runsOnTheReplicatesThreadBeforeItThrows() {
    var thread = new AtomicReference<Thread>();
    StudyResult result =
        experiment(
                ctx -> {
                  ctx.onCancel(() -> {
                    done.add("ended");
                    thread.set(Thread.currentThread());
                  });
                  try {
                    ctx.report(1, 0.5);
                    return 1;
                  } finally {
                    assertThat(thread.get()).isSameAs(Thread.currentThread());
                    done.add("finally");
                  }
                })
            .optimize(study().pruner(TestPruners.of(_ -> new PrunesAll())));

    assertThat(result.trial(0).outcome()).isInstanceOf(Outcome.Pruned.class);
    assertThat(done).containsExactly("ended", "finally");
  }

  @Test
  void onCancel_replicateEndsByItself_doesNotRun() {
    experiment(
            ctx -> {
              ctx.onCancel(() -> done.add("ended"));
              if (ctx.trial() == 0) {
                throw new IllegalStateException("fails");
              }
              return 1;
            })
        .optimize(study().retries(1));

    assertThat(done).isEmpty();
  }

  @Test
  void onCancel_actionThrows_isLoggedAndTheOthersRun() throws Exception {
    try (var log = CapturedLog.of("dev.beryl")) {
      experiment(
              ctx -> {
                ctx.onCancel(() -> done.add("first"));
                ctx.onCancel(() -> {
                  throw new IllegalStateException("the client is gone");
                });
                new CountDownLatch(1).await();
                return 1;
              })
          .optimize(study().replicateTimeout(Duration.ofMillis(20)));

      assertThat(done).containsExactly("first");
      assertThat(log.entries())
          .extracting(entry -> entry.thrown().getMessage())
          .containsExactly("the client is gone");
    }
  }

  @Test
  void onCancel_replicateMustEndAlready_runsAtOnce() {
    var runs = new AtomicInteger();
    experiment(
            ctx -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ctx.onCancel(runs::incrementAndGet);
                done.add("after " + runs.get());
              }
              return 1;
            })
        .optimize(study().replicateTimeout(Duration.ofMillis(20)));

    assertThat(done).containsExactly("after 1");
  }

  @Test
  void onCancel_afterTheEnd_isRefused() {
    var kept = new AtomicReference<Context>();
    experiment(
            ctx -> {
              kept.set(ctx);
              return 1;
            })
        .apply(Treatment.of("t", Map.of()));

    assertThatThrownBy(() -> kept.get().onCancel(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has ended");
  }
}
