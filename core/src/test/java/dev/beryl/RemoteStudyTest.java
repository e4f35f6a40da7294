package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.execution.Runner;
import dev.beryl.execution.RunnerResults;
import dev.beryl.execution.RunnerSession;
import dev.beryl.execution.RunnerSetting;
import dev.beryl.execution.WorkUnit;
import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.study.Ending;
import dev.beryl.study.Failures;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies whose replicates a runner runs, seen from the study's side. */
@Timeout(60)
class RemoteStudyTest {

  /** A bowl with noise; reports its way there, and fails in some replicates. */
  private static final Experiment<Double> NOISY =
      Experiment.measuring(
          "loss",
          ctx -> {
            double x = ctx.get(OneParameter.X);
            double noise = new PhiloxRandom(ctx.seed(), 1).nextGaussian();
            for (int step = 0; step < 3; step++) {
              ctx.report(step, x + 3 - step + noise);
            }
            ctx.note("path", "model-" + ctx.trial());
            if (ctx.trial() % 7 == 3 && ctx.replicate() == 1) {
              throw new IllegalStateException("it diverged");
            }
            return x + noise;
          });

  private static Study study() {
    return study(20);
  }

  private static Study study(int trials) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(
            TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed())))
        .neverFail()
        .trials(trials);
  }

  private static HandRunner runner(Study study) {
    return HandRunner.working(2, () -> NOISY.worker(study));
  }

  /** Trials 0 and 1, and so on, at x of their numbers; replicate r of x has the value x + r. */
  private static ReplicateResult result(WorkUnit unit) {
    var values = new dev.beryl.execution.MetricValues("loss", unit.trial() + unit.replicate());
    return new ReplicateResult(
        unit.trial(),
        unit.replicate(),
        Outcome.COMPLETED,
        List.of(values),
        List.of(),
        java.util.Map.of(),
        Duration.ofMillis(3));
  }

  private static Study numbers() {
    return OneParameter.study(0, 1, 2, 3).neverFail();
  }

  private static StudyResult optimize(Study study) {
    return Experiment.measuring(
            "loss",
            ctx -> {
              throw new AssertionError("a replicate ran in this process");
            })
        .optimize(study);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void trials_areThoseOfThreads_bitForBit(int parallelism) {
    Study study = study().replicates(3).parallelism(parallelism);

    StudyResult remote = NOISY.optimize(study.runner(runner(study)));

    assertThat(remote.digest()).isEqualTo(NOISY.optimize(study.threads(2)).digest());
    assertThat(remote.trial(4).notes()).containsEntry("path", "model-4");
    assertThat(remote.warnings()).isEmpty();
  }

  @Test
  void parallelism_isFourReplicatesASlotUnlessNamed() {
    Study study = study().replicates(3);
    HandRunner runner = HandRunner.working(5, () -> NOISY.worker(study));

    StudyResult remote = NOISY.optimize(study.runner(runner));

    assertThat(remote.identity()).contains("parallelism 7\n"); // ceil(20 / 3)
    assertThat(runner.setting().inFlight()).isEqualTo(21);
    assertThat(runner.setting().study()).hasSize(64);
    assertThat(remote.digest()).isEqualTo(NOISY.optimize(study.parallelism(7)).digest());
  }

  @Test
  void resources_areNotOpenedInTheStudysProcess() {
    var opened = new AtomicInteger();
    Resource<AutoCloseable> resource =
        Resource.of(
            "pool",
            () -> {
              opened.incrementAndGet();
              return () -> {};
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

    StudyResult result =
        experiment.optimize(
            numbers().runner(new HandRunner(1, (unit, results) -> results.ended(result(unit)))));

    assertThat(result.trials()).hasSize(4);
    assertThat(opened).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pruned_asByThreads(boolean inRounds) {
    PrunerChoice pruner = inRounds ? TestPruners.inRounds() : TestPruners.aboveTheMean();
    Study study = study(60).parallelism(4).replicates(inRounds ? 12 : 3).pruner(pruner);

    StudyResult remote = NOISY.optimize(study.runner(runner(study)));

    assertThat(remote.trials())
        .filteredOn(t -> t.outcome() instanceof Outcome.Pruned)
        .hasSizeGreaterThan(5);
    assertThat(remote.digest()).isEqualTo(NOISY.optimize(study.threads(2)).digest());
    assertThat(remote.warnings())
        .filteredOn(warning -> warning.contains("judges do not travel"))
        .hasSize(1);
  }

  @Test
  void rounds_areSubmittedOneAfterTheOther() {
    Study study = study(1).replicates(5).pruner(TestPruners.inRounds());
    HandRunner runner = runner(study);

    NOISY.optimize(study.runner(runner).parallelism(1));

    assertThat(runner.calls())
        .containsExactly("open", "submit 0/[0]", "submit 0/[1, 2]", "submit 0/[3, 4]", "close");
  }

  @Test
  void trialThatFails_cancelsItsOtherReplicates_andIgnoresTheirResults() {
    var held = new ArrayDeque<ReplicateResult>();
    var runner =
        new HandRunner(
            3,
            (unit, results) -> {
              if (unit.trial() == 0 && unit.replicate() > 0) {
                held.add(result(unit));
              } else if (unit.trial() == 0) {
                results.lost(0, 0, "lost 2 executors");
              } else {
                held.forEach(results::ended);
                results.ended(result(unit));
                results.ended(result(unit));
              }
            });

    StudyResult result = optimize(numbers().replicates(3).parallelism(1).runner(runner));

    assertThat(runner.calls()).contains("cancel 0").doesNotContain("cancel 1");
    assertThat(result.trial(0).outcome())
        .isEqualTo(
            new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "runner", "lost 2 executors", null));
    assertThat(result.trials().subList(1, 4)).allMatch(Trial::isCompleted);
    assertThat(result.trial(2).samples("loss").toArray()).containsExactly(2, 3, 4);
  }

  @Test
  void answers_inAnyOrder_areToldInTheOrderOfAsking() {
    var held = new ArrayDeque<WorkUnit>();
    var runner =
        new HandRunner(
            3,
            (unit, results) -> {
              held.push(unit);
              if (held.size() == 12) {
                held.forEach(last -> results.ended(result(last)));
              }
            });

    StudyResult result = optimize(numbers().replicates(3).parallelism(4).runner(runner));

    assertThat(result.trials()).extracting(Trial::number).containsExactly(0, 1, 2, 3);
    assertThat(result.trials()).extracting(Trial::value).containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void tellAsCompleted_tellsWhatEndsFirst() {
    var held = new ArrayDeque<WorkUnit>();
    var runner =
        new HandRunner(
            3,
            (unit, results) -> {
              held.push(unit);
              if (held.size() == 4) {
                held.forEach(last -> results.ended(result(last)));
              }
            });

    StudyResult result = optimize(numbers().tellAsCompleted().parallelism(4).runner(runner));

    assertThat(result.trials()).extracting(Trial::number).doesNotContainSequence(0, 1).hasSize(4);
  }

  @Test
  void runnerThatFails_endsTheStudyWithItsCause_andAllFinishedTrialsTold() {
    var gone = new IllegalStateException("the context was stopped");
    var runner =
        new HandRunner(
            1,
            (unit, results) -> {
              if (unit.trial() < 2) {
                results.ended(result(unit));
              } else if (unit.trial() == 2) {
                results.failed(gone);
              }
            });

    var failed =
        catchThrowableOfType(
            StudyFailedException.class, () -> optimize(numbers().parallelism(3).runner(runner)));

    assertThat(failed).hasMessageContaining("the context was stopped").hasCause(gone);
    assertThat(failed.result().ending()).isEqualTo(Ending.FAILED);
    assertThat(failed.result().trials()).extracting(Trial::number).containsExactly(0, 1);
    assertThat(runner.calls()).endsWith("close");
  }

  @Test
  void runnerThatCannotOpen_endsTheStudyWithItsCause() {
    Runner runner =
        new Runner() {
          @Override
          public int slots() {
            return 1;
          }

          @Override
          public RunnerSession open(RunnerSetting setting, RunnerResults results) {
            throw new IllegalStateException("no cluster");
          }
        };

    var failed =
        catchThrowableOfType(StudyFailedException.class, () -> optimize(numbers().runner(runner)));

    assertThat(failed).hasMessageContaining("no cluster");
    assertThat(failed.result().trials()).isEmpty();
  }

  @Test
  void runnerThatBlocks_holdsUpNeitherTheTimeLimitNorTheEnd() {
    var never = new CountDownLatch(1);
    var runner = new HandRunner(1, (unit, results) -> never.await());

    StudyResult result =
        optimize(
            numbers()
                .timeLimit(Duration.ofMillis(100))
                .abandonAfter(Duration.ofMillis(10), 1)
                .runner(runner));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.trials()).isEmpty();
    assertThat(result.warnings()).anyMatch(text -> text.contains("the runner was not closed"));
  }

  @Test
  void studyThatIsCanceled_closesTheRunner_andTellsWhatHasFinished() {
    var waiting = new CountDownLatch(1);
    var runner =
        new HandRunner(
            1,
            (unit, results) -> {
              if (unit.trial() == 0) {
                results.ended(result(unit));
              } else if (unit.trial() == 2) {
                waiting.countDown();
              }
            });
    RunningStudy running =
        OneParameter.EXPERIMENT.optimizeAsync(numbers().parallelism(2).runner(runner));
    awaitUninterrupted(waiting);

    running.stop();
    StudyResult result = running.join();

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.trials()).extracting(Trial::number).containsExactly(0);
    assertThat(runner.calls())
        .containsExactly("open", "submit 0/[0]", "submit 1/[0]", "submit 2/[0]", "close");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void journal_resumesWithoutSubmittingWhatHadEnded(@TempDir Path folder) {
    Path journal = folder.resolve("study.journal");
    Study study = study().replicates(3).parallelism(4);
    Study kept = study.journal(journal, Durability.none());
    String whole = NOISY.optimize(study.threads(2)).digest();
    var seen = new ArrayList<WorkUnit>();
    Runner dying = dyingAfter(25, runner(study), seen);
    var _ =
        catchThrowableOfType(StudyFailedException.class, () -> NOISY.optimize(kept.runner(dying)));
    int before = seen.size();

    HandRunner second = runner(study);
    StudyResult resumed = NOISY.optimize(kept.runner(second));

    assertThat(before).isEqualTo(25);
    assertThat(resumed.digest()).isEqualTo(whole);
    long again = second.calls().stream().filter(call -> call.startsWith("submit")).count();
    assertThat(again).isLessThanOrEqualTo(20 - 25 / 3 + 1);
    assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(whole);
  }

  /** Answers so many units, then fails. */
  private static Runner dyingAfter(int units, HandRunner of, List<WorkUnit> seen) {
    return new Runner() {
      @Override
      public int slots() {
        return of.slots();
      }

      @Override
      public RunnerSession open(RunnerSetting setting, RunnerResults results) {
        RunnerSession session = of.open(setting, results);
        return new RunnerSession() {
          @Override
          public void submit(List<WorkUnit> more) {
            for (WorkUnit unit : more) {
              if (seen.size() == units) {
                throw new IllegalStateException("the driver lost its cluster");
              }
              seen.add(unit);
              session.submit(List.of(unit));
            }
          }

          @Override
          public void cancel(int trial) {
            session.cancel(trial);
          }

          @Override
          public void close() {
            session.close();
          }
        };
      }
    };
  }

  @Test
  void rerun_runsElsewhereToo(@TempDir Path folder) {
    Path journal = folder.resolve("study.journal");
    Study study = study(4).replicates(2).parallelism(2).journal(journal, Durability.none());
    var broken =
        new HandRunner(
            1,
            (unit, results) -> {
              if (unit.trial() == 2) {
                results.lost(2, unit.replicate(), "lost 2 executors");
              } else {
                results.ended(result(unit));
              }
            });
    assertThat(optimize(study.runner(broken)).trial(2).isCompleted()).isFalse();
    var whole = new HandRunner(1, (unit, results) -> results.ended(result(unit)));

    StudyResult again = optimize(study.runner(whole).rerun(Failures.any()));

    assertThat(again.trials()).allMatch(Trial::isCompleted);
    assertThat(again.rerun()).containsExactly(2);
    assertThat(whole.calls()).containsExactly("open", "submit 2/[0, 1]", "close");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void racing_asByThreads(int parallelism) {
    Study study = RacingTest.study(60).parallelism(parallelism);
    Experiment<Double> experiment = RacingTest.noisy(0.05);
    HandRunner runner = HandRunner.working(2, () -> experiment.worker(study));

    StudyResult remote = experiment.optimize(study.runner(runner));

    StudyResult local = experiment.optimize(study.threads(2));
    assertThat(remote.digest()).isEqualTo(local.digest());
    assertThat(remote.verdict().map(Object::toString))
        .isEqualTo(local.verdict().map(Object::toString));
  }

  @Test
  void racing_hasFourReplicatesASlotInFlight() {
    Study study = RacingTest.study(60);
    Experiment<Double> experiment = RacingTest.noisy(0.05);
    HandRunner runner = HandRunner.working(3, () -> experiment.worker(study));

    StudyResult remote = experiment.optimize(study.runner(runner));

    assertThat(remote.identity()).contains("parallelism 12\n");
  }

  @Test
  void settingsThatCannotHold_areErrorsThatNameBoth() {
    Study study = numbers().runner(new HandRunner(1, (unit, results) -> {}));

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            study.threads(2).executor(Runnable::run).trialTimeout(Duration.ofSeconds(1)).check())
        .withMessageContaining(
            "runner and threads: expected one of them, got both; the runner has its own slots")
        .withMessageContaining("runner and executor: expected one of them, got both")
        .withMessageContaining("runner and trialTimeout: expected one of them, got both; when a")
        .withMessageContaining("set replicateTimeout(…)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers().runner(new HandRunner(0, (unit, results) -> {})).check())
        .withMessageContaining("runner: expected slots >= 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(study::open)
        .withMessageContaining("runner: expected a study that an experiment optimizes");
    assertThatIllegalArgumentException().isThrownBy(study::openUnits);
  }
}
