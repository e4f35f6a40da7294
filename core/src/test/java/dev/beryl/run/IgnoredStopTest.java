package dev.beryl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.CapturedLog;
import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.RunningStudy;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.Study;
import dev.beryl.Unheard;
import dev.beryl.UsedThreads;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A study that is stopped ends although a replicate ignores its interrupt, on whichever thread. The
 * grace time is 50 ms: nothing depends on what is quicker.
 */
@Timeout(60)
class IgnoredStopTest {
  private static final Duration GRACE = Duration.ofMillis(100);

  private final Unheard hang = new Unheard();
  private final CountDownLatch three = new CountDownLatch(3);
  private final RecordingListener listener = new RecordingListener();
  private final ScriptedOptimizer optimizer = OneParameter.proposing(1, 2, 3, 4, 5, 6, 7, 8);

  /** Trial 3 hangs. */
  private final Experiment<Double> experiment =
      Experiment.measuring(
          "loss",
          ctx -> {
            if (ctx.trial() == 3) {
              hang.await();
            }
            return ctx.get(OneParameter.X);
          });

  private void awaitTheHang() throws InterruptedException {
    hang.awaitBegin();
    three.await();
  }

  private Study study(int atMost) {
    return OneParameter.study(optimizer)
        .untilOptimizerEnds()
        .abandonAfter(GRACE, atMost)
        .listener(listener)
        .listener(RecordingListener.toTrials(trial -> three.countDown()));
  }

  @AfterEach
  void release() throws InterruptedException {
    hang.release();
    UsedThreads.assertNoPlatformThreadIsLeft();
  }

  static List<UnaryOperator<Study>> ways() {
    return List.of(
        study -> study.threads(1),
        study -> study.threads(2).parallelism(2),
        study -> study.threads(4).parallelism(4).tellAsCompleted(),
        study -> study.timeLimit(Duration.ofHours(1)),
        study -> study.executor(Thread::startVirtualThread).threads(1),
        study -> study.executor(Runnable::run).threads(1),
        study -> study.executor(Runnable::run).threads(1).timeLimit(Duration.ofHours(1)));
  }

  private void assertEndedWithWhatIsFinished(StudyResult result) {
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.endingText()).isEqualTo("the study was stopped");
    assertThat(result.trials())
        .allMatch(Trial::isCompleted)
        .extracting(Trial::number)
        .contains(0, 1, 2)
        .doesNotContain(3);
    assertThat(result.abandonedThreads()).isEqualTo(1);
    assertThat(optimizer.told()).hasSameSizeAs(result.trials());
    assertThat(listener.heard()).hasSize(result.trials().size() + 2).endsWith("end STOPPED");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void stop_endsTheStudyAndNamesWhatHangs_whichChangesNothingWhenItReturns(UnaryOperator<Study> way)
      throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      RunningStudy running = experiment.optimizeAsync(way.apply(study(16)));
      awaitTheHang();

      running.stop();

      assertEndedWithWhatIsFinished(running.get());
      assertThat(log.abandonments())
          .extracting(CapturedLog.Entry::message)
          .containsExactly(
              "trial 3 replicate 0 ignores its interrupt in step 'loss'; its thread is abandoned, 1"
                  + " so far");

      String digest = running.get().digest();
      List<String> heard = List.copyOf(listener.heard());
      hang.release();

      assertThat(running.get().digest()).isEqualTo(digest);
      assertThat(listener.heard()).isEqualTo(heard);
      assertThat(optimizer.told()).hasSameSizeAs(running.get().trials());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void interruptOfTheCaller_endsTheStudy(UnaryOperator<Study> way) throws Exception {
    var result = new CompletableFuture<StudyResult>();
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      Thread caller =
          Thread.ofPlatform()
              .start(() -> result.complete(experiment.optimize(way.apply(study(16)))));
      awaitTheHang();

      caller.interrupt();

      assertEndedWithWhatIsFinished(result.get());
      assertThat(log.abandonments()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void stop_noneMayBeAbandoned_endsTheStudyNevertheless(UnaryOperator<Study> way) throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      RunningStudy running = experiment.optimizeAsync(way.apply(study(0)));
      awaitTheHang();

      running.stop();

      assertEndedWithWhatIsFinished(running.get());
      assertThat(log.abandonments()).hasSize(1);
    }
  }

  @Test
  void journalOfAStudyThatLeftItsThread_continues(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal");
    try (CapturedLog _ = CapturedLog.of("dev.beryl")) {
      RunningStudy running = experiment.optimizeAsync(study(16).threads(1).journal(journal));
      awaitTheHang();
      running.stop();
      assertThat(running.get().trials()).hasSize(3);
    }

    StudyResult continued =
        OneParameter.EXPERIMENT.optimize(
            OneParameter.study(1, 2, 3, 4, 5, 6, 7, 8).journal(journal));

    assertThat(continued.values(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  /** The replicate timeout has abandoned it already when the study is stopped. */
  @Test
  void stop_whileTheLoopHangsInAnAbandonedReplicate_endsTheStudy() throws Exception {
    var abandoned = new CountDownLatch(1);
    try (CapturedLog log = CapturedLog.of("dev.beryl", abandoned::countDown)) {
      RunningStudy running =
          experiment.optimizeAsync(
              study(16).executor(Runnable::run).threads(1).replicateTimeout(Duration.ofSeconds(2)));
      abandoned.await();

      running.stop();

      StudyResult result = running.get();
      assertThat(result.ending()).isEqualTo(Ending.STOPPED);
      assertThat(result.trials()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(log.abandonments()).hasSize(1);
    }
  }

  /** Once a virtual thread was abandoned, studies do not rely on carriers. */
  @Test
  void laterStudies_endWhileAbandonedReplicatesHoldAllCarriers() throws Exception {
    int carriers = Runtime.getRuntime().availableProcessors();
    var released = new AtomicBoolean();
    var spinning = new CountDownLatch(carriers);
    Experiment<Double> spins =
        Experiment.measuring(
            "loss",
            ctx -> {
              spinning.countDown();
              while (!released.get()) {
                Thread.onSpinWait();
              }
              return ctx.get(OneParameter.X);
            });
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      RunningStudy stopped =
          spins.optimizeAsync(
              OneParameter.study(new double[carriers])
                  .executor(Thread::startVirtualThread)
                  .parallelism(carriers)
                  .abandonAfter(GRACE, carriers));
      spinning.await();
      stopped.stop();
      assertThat(stopped.get().abandonedThreads()).isEqualTo(carriers);

      StudyResult later =
          OneParameter.EXPERIMENT
              .optimizeAsync(
                  OneParameter.study(1, 2, 3, 4).threads(2).parallelism(2).tellAsCompleted())
              .get(30, TimeUnit.SECONDS);

      assertThat(later.trials()).hasSize(4);
      assertThat(log.abandonments()).hasSize(carriers);
    } finally {
      released.set(true);
    }
  }
}
