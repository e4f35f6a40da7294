package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers, listeners and rules that throw while replicates run on other threads. */
@Timeout(60)
class ParallelFailuresTest {
  private final UsedThreads used = new UsedThreads();
  private final Gauge gauge = new Gauge();
  private final Experiment<Double> experiment =
      Experiment.measuring(
          "loss",
          ctx ->
              gauge.count(() -> {
                used.note();
                Thread.sleep(0, 100_000);
                return ctx.get(OneParameter.X);
              }));

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

  /** Throws at the fifth ask or tell. */
  private static Optimizer throwing(boolean atAsk, Throwable thrown) {
    var inner = new ScriptedOptimizer(number -> OneParameter.at(number % 10));
    return new Optimizer() {
      private int asks;
      private int tells;

      @Override
      public List<Treatment> ask(int max) {
        if (atAsk && ++asks == 5) {
          sneak(thrown);
        }
        return inner.ask(max);
      }

      @Override
      public void tell(Trial trial) {
        if (!atAsk && ++tells == 5) {
          sneak(thrown);
        }
        inner.tell(trial);
      }
    };
  }

  private static void sneak(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private void assertNothingRuns() throws InterruptedException {
    assertThat(gauge.now()).isZero();
    used.assertNoneIsLeft();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void optimizer_throwsWhenAsked_failsTheStudy(UnaryOperator<Study> way) throws Exception {
    Study study =
        way.apply(OneParameter.study(throwing(true, new IllegalStateException("no idea"))))
            .trials(1_000)
            .parallelism(4)
            .replicates(2);

    var failed = catchThrowableOfType(StudyFailedException.class, () -> experiment.optimize(study));

    assertThat(failed)
        .hasMessageContaining("optimizer 'test' could not propose trial")
        .hasMessageContaining("no idea");
    assertThat(failed.result().trials()).isNotEmpty().allMatch(Trial::isCompleted);
    assertNothingRuns();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void optimizer_throwsWhenTold_failsTheStudy(UnaryOperator<Study> way) throws Exception {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("no way"),
            new StackOverflowError("no way"),
            new LinkageError("no way"))) {
      Study study =
          way.apply(OneParameter.study(throwing(false, thrown)))
              .trials(1_000)
              .parallelism(4)
              .replicates(2);

      var failed =
          catchThrowableOfType(StudyFailedException.class, () -> experiment.optimize(study));

      assertThat(failed)
          .hasMessageContaining("could not learn from trial")
          .hasMessageContaining("no way");
      assertThat(failed.result().trials()).hasSize(5);
      assertNothingRuns();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void listener_throws_isLoggedAndTheStudyGoesOn(UnaryOperator<Study> way) throws Exception {
    StudyListener broken =
        new StudyListener() {
          @Override
          public void onStart(Progress progress) {
            throw new IllegalStateException("at the start");
          }

          @Override
          public void onTrial(Trial trial, Progress progress) {
            throw new AssertionError("at a trial");
          }

          @Override
          public void onEnd(StudyResult result) {
            throw new IllegalStateException("at the end");
          }
        };
    var heard = new RecordingListener();
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      Study study =
          way.apply(
                  OneParameter.study(new ScriptedOptimizer(number -> OneParameter.at(number % 10))))
              .trials(20)
              .parallelism(4)
              .listener(broken)
              .listener(heard);

      StudyResult result = experiment.optimize(study);

      assertThat(result.ending()).isEqualTo(Ending.BUDGET);
      assertThat(heard.heard()).hasSize(22);
      assertThat(log.entries()).hasSize(22);
    }
    assertNothingRuns();
  }

  /** An interrupt that they leave behind is no replicate's. */
  @ParameterizedTest
  @MethodSource("waysOnThreads")
  void listenerAndOptimizer_interruptThemselves_nothingComesOfIt(
      BiFunction<Study, Integer, Study> way) {
    var optimizer =
        new ScriptedOptimizer(number -> {
          Thread.currentThread().interrupt();
          return OneParameter.at(number % 10);
        });
    for (int threads : new int[] {1, 2}) {
      Study study =
          way.apply(OneParameter.study(optimizer).trials(30).parallelism(3), threads)
              .listener(RecordingListener.toTrials(trial -> Thread.currentThread().interrupt()));

      assertThat(experiment.optimize(study).trials()).hasSize(30).allMatch(Trial::isCompleted);
    }
  }

  @Test
  void interrupted_listenerOnOneThread_harmsNoReplicate() {
    Study study =
        OneParameter.study(new ScriptedOptimizer(number -> OneParameter.at(number % 10)))
            .trials(30)
            .listener(RecordingListener.toTrials(trial -> Thread.currentThread().interrupt()));

    assertThat(experiment.optimize(study.threads(1)).trials())
        .hasSize(30)
        .allMatch(Trial::isCompleted);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void failurePolicy_endsTheStudyAtTheSameTrial(UnaryOperator<Study> way) throws Exception {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              if (ctx.trial() >= 7) {
                throw new IllegalStateException("broken since trial 7");
              }
              return 1;
            });
    Study study =
        way.apply(OneParameter.study(new ScriptedOptimizer(number -> OneParameter.at(number % 10))))
            .trials(1_000)
            .parallelism(4);

    var failed = catchThrowableOfType(StudyFailedException.class, () -> failing.optimize(study));

    assertThat(failed).hasMessageContaining("10 trials in a row failed");
    assertThat(failed.result().trials()).hasSizeBetween(10, 17 + 4);
    used.assertNoneIsLeft();
  }

  @Test
  void rule_throws_failsTheStudy() throws Exception {
    var asked = new AtomicInteger();
    Study study =
        OneParameter.study(new ScriptedOptimizer(number -> OneParameter.at(number % 10)))
            .parallelism(4)
            .threads(4)
            .stopWhen(progress -> {
              if (asked.incrementAndGet() == 6) {
                throw new IllegalStateException("cannot decide");
              }
              return false;
            });

    var failed = catchThrowableOfType(StudyFailedException.class, () -> experiment.optimize(study));

    assertThat(failed).hasMessageContaining("a rule of stopWhen(…) threw");
    assertThat(failed.result().trials()).hasSize(6);
    assertNothingRuns();
  }
}
