package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunningStudyTest {

  /** Holds the study after its third trial until it is let go. */
  private static final class Gate implements StudyListener {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CompletableFuture<StudyResult> ended = new CompletableFuture<>();
    private volatile boolean interrupted;

    @Override
    public void onTrial(Trial trial, Progress progress) {
      if (trial.number() == 2) {
        reached.countDown();
        try {
          open.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }

    @Override
    public void onEnd(StudyResult result) {
      ended.complete(result);
    }
  }

  private static Study uniform(int trials, long seed) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .seed(seed);
  }

  @Test
  void optimizeAsync_runsToItsEnd_givesWhatOptimizeGives() throws Exception {
    StudyResult result = OneParameter.EXPERIMENT.optimizeAsync(uniform(5, 3)).get();

    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.digest()).isEqualTo(OneParameter.EXPERIMENT.optimize(uniform(5, 3)).digest());
  }

  @Test
  void optimizeAsync_dependents_areRunWithTheResult() throws Exception {
    assertThat(
            OneParameter.EXPERIMENT
                .optimizeAsync(OneParameter.study(1, 2))
                .thenApply(r -> r.trials().size())
                .get())
        .isEqualTo(2);
  }

  @Test
  void stop_completesWithWhatWasFinished() throws Exception {
    var gate = new Gate();
    RunningStudy running =
        OneParameter.EXPERIMENT.optimizeAsync(uniform(1_000_000, 3).listener(gate));
    gate.reached.await();

    running.stop();
    gate.open.countDown();
    StudyResult result = running.get();

    assertThat(gate.interrupted).as("replicates are interrupted, not listeners").isFalse();
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.endingText()).isEqualTo("the study was stopped");
    assertThat(result.trials()).extracting(Trial::number).containsExactly(0, 1, 2);
    assertThat(result.recommended()).isNotNull();
  }

  @Test
  void progress_whileItRuns_isThatOfTheTrialsTold() throws Exception {
    var gate = new Gate();
    RunningStudy running =
        OneParameter.failingIn(1).optimizeAsync(OneParameter.study(4, 3, 2, 5, 1).listener(gate));
    gate.reached.await();

    Progress progress = running.progress();
    String text = running.toString();
    gate.open.countDown();
    running.get();

    assertThat(progress.trials()).isEqualTo(3);
    assertThat(progress.completed()).isEqualTo(2);
    assertThat(progress.failed()).isEqualTo(1);
    assertThat(progress.budget()).isEmpty();
    assertThat(progress.best().orElseThrow().number()).isEqualTo(2);
    assertThat(progress.trialsSinceBest()).isZero();
    assertThat(progress.elapsed()).isPositive();
    assertThat(text).contains("running: 3 trials, 1 failed; best loss=2 in trial 2; ");
    Progress atEnd = running.progress();
    assertThat(atEnd.trials()).isEqualTo(5);
    assertThat(atEnd.best().orElseThrow().number()).isEqualTo(4);
    assertThat(atEnd.elapsed())
        .as("the time stands still when the study has ended")
        .isEqualTo(running.get().elapsed())
        .isEqualTo(running.progress().elapsed());
  }

  @Test
  void progress_ofABudgetWithoutAFeasibleTrial_hasNoBest() throws Exception {
    RunningStudy running =
        OneParameter.EXPERIMENT.optimizeAsync(
            uniform(4, 3).outcomeConstraints(OutcomeConstraint.atMost("loss", -1)));
    running.get();

    assertThat(running.progress().budget()).hasValue(4);
    assertThat(running.progress().completed()).isEqualTo(4);
    assertThat(running.progress().best()).isEmpty();
    assertThat(running.progress().trialsSinceBest()).isEqualTo(4);
    assertThat(running.progress().toString()).startsWith("4 of 4 trials; ");
  }

  @Test
  void stop_interruptsTheRunningReplicateAndTellsNothingOfIt() throws Exception {
    var begun = new CountDownLatch(2);
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              begun.countDown();
              if (ctx.trial() == 1) {
                new CountDownLatch(1).await();
              }
              return 1;
            });
    ScriptedOptimizer optimizer = OneParameter.proposing(1, 2, 3);
    RunningStudy running =
        experiment.optimizeAsync(OneParameter.study(optimizer).untilOptimizerEnds());
    begun.await();

    running.stop();

    StudyResult result = running.get();
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(optimizer.toldNumbers()).containsExactly(0);
    assertThat(result.trials()).hasSize(1);
  }

  @Test
  void cancel_completesAtOnceAndTellsTheListenersWhatWasFinished() throws Exception {
    var gate = new Gate();
    RunningStudy running =
        OneParameter.EXPERIMENT.optimizeAsync(uniform(1_000_000, 3).listener(gate));
    gate.reached.await();

    assertThat(running.cancel(true)).isTrue();
    assertThat(running).isCancelled();
    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
    gate.open.countDown();

    StudyResult result = gate.ended.get();
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.trials()).hasSize(3);
  }

  @Test
  void cancel_closesResources() throws Exception {
    var gate = new Gate();
    var closed = new CountDownLatch(1);
    Resource<String> pool = Resource.of("pool", () -> "pool", r -> closed.countDown());
    RunningStudy running =
        Experiment.from(ctx -> ctx.get(pool))
            .using(pool)
            .then(
                "measure",
                (name, ctx) -> {
                  ctx.record("loss", 1);
                  return name;
                })
            .build()
            .optimizeAsync(uniform(1_000_000, 3).listener(gate));
    gate.reached.await();

    running.cancel(false);
    gate.open.countDown();

    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancel_afterTheEnd_changesNothing() throws Exception {
    RunningStudy running = OneParameter.EXPERIMENT.optimizeAsync(OneParameter.study(1));
    StudyResult result = running.get();

    assertThat(running.cancel(true)).isFalse();
    running.stop();
    assertThat(running.get()).isSameAs(result);
  }

  @Test
  void optimizeAsync_failingStudy_completesExceptionally() {
    RunningStudy running =
        Experiment.measuring("other", ctx -> 1).optimizeAsync(OneParameter.study(1, 2).failFast());

    var thrown = catchThrowableOfType(ExecutionException.class, running::get);

    assertThat(thrown).hasCauseInstanceOf(StudyFailedException.class);
    assertThat(((StudyFailedException) thrown.getCause()).result().trials()).hasSize(1);
  }

  @Test
  void optimizeAsync_resourceThatDoesNotOpen_completesExceptionally() {
    Resource<String> broken =
        Resource.of(
            "broken",
            () -> {
              throw new IOException("no route");
            },
            r -> {});
    RunningStudy running =
        Experiment.from(ctx -> 1).using(broken).build().optimizeAsync(OneParameter.study(1));

    assertThatThrownBy(running::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(ExperimentException.class)
        .hasMessage("could not open resource 'broken': java.io.IOException: no route");
  }

  @Test
  void stop_beforeItBegins_endsAfterAtMostTheTrialsInFlight() throws Exception {
    var mayOpen = new CountDownLatch(1);
    Resource<String> slow =
        Resource.of(
            "slow",
            () -> {
              mayOpen.await();
              return "slow";
            },
            r -> {});
    RunningStudy running =
        Experiment.from(
                ctx -> {
                  ctx.record("loss", 1);
                  return 1;
                })
            .using(slow)
            .build()
            .optimizeAsync(uniform(1_000_000, 3));

    running.stop();
    mayOpen.countDown();

    StudyResult result = running.get();
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.trials()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void optimizeAsync_manyAtOnce_doNotDisturbEachOther() {
    List<RunningStudy> running =
        LongStream.range(0, 8)
            .mapToObj(seed -> OneParameter.EXPERIMENT.optimizeAsync(uniform(200, seed)))
            .toList();

    for (int seed = 0; seed < running.size(); seed++) {
      assertThat(running.get(seed).join().digest())
          .isEqualTo(OneParameter.EXPERIMENT.optimize(uniform(200, seed)).digest());
    }
  }
}
