package dev.beryl.run;

import static dev.beryl.study.Ending.BUDGET;
import static dev.beryl.study.Ending.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.CapturedLog;
import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.RecordingListener;
import dev.beryl.RunningStudy;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.TestPruners;
import dev.beryl.Unheard;
import dev.beryl.UsedThreads;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.Pruner;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A study that is stopped, or whose time is over, ends although a call of a user's code does not
 * return and ignores its interrupt. The grace time is 100 ms; a call that is no longer blocked
 * would have to stall for twice that time to be taken for one that is.
 */
@Timeout(60)
class BlockedCallTest {
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final int TRIALS = 6;

  /** Where the study blocks, the first time that it comes there after so many trials. */
  enum Place {
    LISTENER_ON_START("listener dev.beryl.run.BlockedCallTest$Blocked", "onStart", 0, 0),
    LISTENER_ON_TRIAL("listener dev.beryl.run.BlockedCallTest$Blocked", "onTrial", 2, 2),
    LISTENER_ON_END("listener dev.beryl.run.BlockedCallTest$Blocked", "onEnd", TRIALS, TRIALS),
    OPTIMIZER_ASK("optimizer 'test'", "ask", 2, 2),
    OPTIMIZER_TELL("optimizer 'test'", "tell", 2, 3),
    OPTIMIZER_RECOMMEND("optimizer 'test'", "recommend", TRIALS, TRIALS),
    PRUNER_BEGIN("pruner 'test'", "begin", 2, 2),
    PRUNER_TELL("pruner 'test'", "tell", 2, 3),
    RULE("a rule of stopWhen(…)", "test", 2, 2),
    CONSTRAINT("a constraint of the space", "test", 2, 2),
    AGGREGATION("the aggregation of a metric", "aggregate", 2, 2);

    private final String callee;
    private final String method;
    private final int after;
    private final int kept;

    Place(String callee, String method, int after, int kept) {
      this.callee = callee;
      this.method = method;
      this.after = after;
      this.kept = kept;
    }

    String sentence() {
      return "%s did not return from %s although it was interrupted; its thread was left behind"
          .formatted(callee, method);
    }
  }

  private final Unheard hang = new Unheard();
  private final RecordingListener other = new RecordingListener();
  private volatile Place place = Place.LISTENER_ON_START;
  private volatile boolean blocked;
  private volatile int told;
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void release() throws InterruptedException {
    hang.release();
    UsedThreads.assertNoPlatformThreadIsLeft();
  }

  private void at(Place here) {
    calls.incrementAndGet();
    if (here == place && !blocked && told >= place.after) {
      blocked = true;
      hang.await();
    }
  }

  private final class Blocked implements StudyListener {
    @Override
    public void onStart(Progress progress) {
      at(Place.LISTENER_ON_START);
    }

    @Override
    public void onTrial(Trial trial, Progress progress) {
      told = progress.trials();
      at(Place.LISTENER_ON_TRIAL);
    }

    @Override
    public void onEnd(StudyResult result) {
      at(Place.LISTENER_ON_END);
    }
  }

  private final class BlockedOptimizer implements Optimizer {
    private final SearchSpace space;
    private int asked;

    private BlockedOptimizer(SearchSpace space) {
      this.space = space;
    }

    @Override
    public List<Treatment> ask(int max) {
      at(Place.OPTIMIZER_ASK);
      return List.of(space.fromUnit(new double[] {asked++ / 10.0}));
    }

    @Override
    public void tell(Trial trial) {
      at(Place.OPTIMIZER_TELL);
    }

    @Override
    public Optional<Treatment> recommend() {
      at(Place.OPTIMIZER_RECOMMEND);
      return Optional.empty();
    }
  }

  private final class BlockedPruner implements Pruner {
    @Override
    public Judge begin(int trial) {
      at(Place.PRUNER_BEGIN);
      return report -> false;
    }

    @Override
    public void tell(Trial trial) {
      at(Place.PRUNER_TELL);
    }
  }

  private final class BlockedAggregation implements Aggregation {
    @Override
    public double aggregate(Samples samples) {
      at(Place.AGGREGATION);
      return samples.get(0);
    }

    @Override
    public String name() {
      return "blocked";
    }
  }

  private Study study(Place where) {
    place = where;
    SearchSpace space =
        SearchSpace.of(OneParameter.X)
            .subjectTo(
                "small",
                treatment -> {
                  at(Place.CONSTRAINT);
                  return true;
                });
    return Study.of(space, Objective.minimize("loss", new BlockedAggregation()))
        .optimizer(TestOptimizers.of(setting -> new BlockedOptimizer(setting.space())))
        .pruner(TestPruners.of(setting -> new BlockedPruner()))
        .trials(TRIALS)
        .stopWhen(progress -> {
          at(Place.RULE);
          return false;
        })
        .abandonAfter(GRACE, 0)
        .listener(new Blocked())
        .listener(other);
  }

  @ParameterizedTest
  @EnumSource
  void call_thatIgnoresItsInterrupt_isLeftBehindAndNamed_andChangesNothingWhenItReturns(Place where)
      throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      RunningStudy running = OneParameter.EXPERIMENT.optimizeAsync(study(where));
      hang.awaitBegin();

      running.stop();

      StudyResult result = running.get();
      String ended = where.kept == TRIALS ? "all 6 trials are done" : "the study was stopped";
      assertThat(result.endingText()).isEqualTo(ended + "; " + where.sentence());
      assertThat(result.ending()).isEqualTo(where.kept == TRIALS ? BUDGET : STOPPED);
      assertThat(result.trials()).hasSize(where.kept).allMatch(Trial::isCompleted);
      assertThat(result.abandonedThreads()).isEqualTo(1);
      assertThat(other.heard().stream().filter(heard -> heard.startsWith("end"))).hasSize(1);
      assertThat(log.entries().getFirst().message())
          .startsWith(
              "the study was stopped, and it has not ended PT0.1S later: %s has not returned from %s; "
                  .formatted(where.callee, where.method));
      assertThat(log.entries()).extracting(CapturedLog.Entry::message).contains(where.sentence());

      String digest = result.digest();
      int made = calls.get();

      hang.release();

      assertThat(calls).as("nothing is called any more").hasValue(made);
      assertThat(result.digest()).isEqualTo(digest);
    }
  }

  @Test
  void timeLimit_endsTheStudyToo() throws Exception {
    try (CapturedLog _ = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          OneParameter.EXPERIMENT.optimize(study(Place.LISTENER_ON_START).timeLimit(GRACE));

      assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
      assertThat(result.endingText())
          .isEqualTo("the time limit of 0.1 s was reached; " + Place.LISTENER_ON_START.sentence());
    }
  }

  @Test
  void call_thatHeedsItsInterrupt_isLoggedOnly() throws Exception {
    var begun = new CountDownLatch(1);
    StudyListener waiting =
        RecordingListener.toTrials(trial -> {
          begun.countDown();
          waitForEver();
        });
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      RunningStudy running =
          OneParameter.EXPERIMENT.optimizeAsync(
              OneParameter.study(4, 3, 2).abandonAfter(GRACE, 0).listener(waiting));
      begun.await();
      running.stop();

      StudyResult result = running.get();

      assertThat(result.endingText()).isEqualTo("the study was stopped");
      assertThat(result.trials()).hasSize(1);
      assertThat(result.abandonedThreads()).isZero();
      assertThat(log.entries())
          .singleElement()
          .satisfies(entry -> assertThat(entry.message()).contains("CountDownLatch"));
    }
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Trials 1 and 2 have run when the listener blocks that is told of trial 0. */
  @Test
  void trialsThatAreFinished_areEnteredWithoutTheListener() throws Exception {
    var run = new CountDownLatch(3);
    Experiment<Double> counting =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() > 2) {
                new CountDownLatch(1).await();
              }
              run.countDown();
              return ctx.get(OneParameter.X);
            });
    StudyListener blocking = RecordingListener.toTrials(trial -> hang.await());
    ScriptedOptimizer optimizer = OneParameter.proposing(1, 2, 3, 4);
    try (CapturedLog _ = CapturedLog.of("dev.beryl")) {
      RunningStudy running =
          counting.optimizeAsync(
              OneParameter.study(optimizer)
                  .untilOptimizerEnds()
                  .parallelism(3)
                  .threads(3)
                  .executor(Thread::startVirtualThread)
                  .abandonAfter(GRACE, 16)
                  .listener(blocking)
                  .listener(other));
      run.await();
      hang.awaitBegin();
      running.stop();

      StudyResult result = running.get();

      assertThat(result.trials()).extracting(Trial::number).startsWith(0).isSubsetOf(0, 1, 2);
      assertThat(optimizer.toldNumbers()).hasSameSizeAs(result.trials());
      assertThat(other.heard()).contains("end STOPPED").doesNotContain("trial 0 of 1");
    }
  }

  @Test
  void journalOfAStudyThatLeftItsThread_continues(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal");
    Study journaled = OneParameter.study(1, 2, 3).abandonAfter(GRACE, 16).journal(journal);
    StudyListener blocking = RecordingListener.toTrials(trial -> hang.await());
    try (CapturedLog _ = CapturedLog.of("dev.beryl")) {
      RunningStudy running = OneParameter.EXPERIMENT.optimizeAsync(journaled.listener(blocking));
      hang.awaitBegin();
      running.stop();
      assertThat(running.get().trials()).hasSize(1);
    }

    StudyResult continued =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(1, 2, 3).journal(journal));

    assertThat(continued.values(0)).containsExactly(1, 2, 3);
  }
}
