package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of time hold whatever the code of a replicate does. */
@Timeout(60)
class TimeLimitTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);
  private static final Duration SHORT = Duration.ofMillis(250);
  private final AtomicBoolean letGo = new AtomicBoolean();

  @AfterEach
  void letGo() {
    letGo.set(true);
  }

  private static Study study(int trials) {
    return Study.of(SearchSpace.of(X), Objective.minimize("loss"))
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .parallelism(2)
        .threads(2)
        .neverFail();
  }

  /** Trial 1 hangs in its step. */
  private static Experiment<Double> hanging(Measure hang) {
    return Experiment.from(ctx -> 1.0)
        .then(
            "fit",
            (data, ctx) -> {
              double value = ctx.trial() == 1 ? hang.measure(ctx) : data;
              ctx.record("loss", value);
              return value;
            })
        .build();
  }

  private static void requireOnlyTrialOneTimedOut(StudyResult result) {
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    for (Trial trial : result.trials()) {
      if (trial.number() == 1) {
        assertThat(trial.outcome()).isEqualTo(new Outcome.TimedOut(0, "fit", SHORT));
      } else {
        assertThat(trial.isCompleted()).isTrue();
      }
    }
    assertThat(result.isReproducible()).isFalse();
  }

  @Test
  void replicate_thatBlocks_isInterruptedAndTimedOutAtItsStep() throws Exception {
    StudyResult result =
        hanging(
                ctx -> {
                  new CountDownLatch(1).await();
                  return 1;
                })
            .optimize(study(6).replicateTimeout(SHORT));

    requireOnlyTrialOneTimedOut(result);
    assertThat(result.abandonedThreads()).isZero();
    UsedThreads.assertNoPlatformThreadIsLeft();
  }

  @Test
  void replicate_thatAsksWhetherItIsCancelled_endsWithoutBeingAbandoned() {
    var left = new AtomicReference<Optional<Duration>>();
    StudyResult result =
        hanging(
                ctx -> {
                  left.set(ctx.timeLeft());
                  while (true) {
                    ctx.checkCancelled();
                    Thread.onSpinWait();
                  }
                })
            .optimize(study(6).replicateTimeout(SHORT));

    requireOnlyTrialOneTimedOut(result);
    assertThat(result.abandonedThreads()).isZero();
    assertThat(left.get().orElseThrow()).isLessThanOrEqualTo(SHORT);
  }

  @Test
  void replicate_thatIgnoresItsInterrupt_isAbandonedAndHarmsNobodyLater() {
    StudyResult result =
        hanging(
                ctx -> {
                  while (!letGo.get()) {
                    Thread.onSpinWait();
                  }
                  return 7;
                })
            .optimize(study(6).replicateTimeout(SHORT).abandonAfter(SHORT, 3));
    String digest = result.digest();
    letGo.set(true);

    requireOnlyTrialOneTimedOut(result);
    assertThat(result.abandonedThreads()).isEqualTo(1);
    assertThat(result.digest()).isEqualTo(digest);
  }

  @Test
  void moreAbandonedThreadsThanAllowed_endTheStudyByTheNameOfTheStep() {
    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () ->
                hanging(
                        ctx -> {
                          while (!letGo.get()) {
                            Thread.onSpinWait();
                          }
                          return 7;
                        })
                    .optimize(study(6).replicateTimeout(SHORT).abandonAfter(SHORT, 0)));

    assertThat(thrown)
        .hasMessageContaining("1 threads ignore their interrupts, the last one in step 'fit'");
    assertThat(thrown.result().ending()).isEqualTo(Ending.FAILED);
  }

  @Test
  void trial_overItsLimit_isTimedOut() {
    StudyResult result =
        hanging(
                ctx -> {
                  new CountDownLatch(1).await();
                  return 1;
                })
            .optimize(study(4).trialTimeout(SHORT));

    requireOnlyTrialOneTimedOut(result);
  }

  @Test
  void deadline_interruptsWhatRunsAndKeepsWhatIsFinished() {
    StudyResult result =
        hanging(
                ctx -> {
                  new CountDownLatch(1).await();
                  return 1;
                })
            .optimize(study(6).timeLimit(Duration.ofMillis(500)));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.trials()).isNotEmpty().allMatch(Trial::isCompleted);
    assertThat(result.trials()).noneMatch(trial -> trial.number() == 1);
    assertThat(result.isReproducible()).isFalse();
  }

  @Test
  void timedOutReplicate_isToleratedOrPenalized() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 1) {
                new CountDownLatch(1).await();
              }
              return 2;
            });
    Study limited = study(1).replicates(3).replicateTimeout(SHORT);

    Trial tolerated = experiment.optimize(limited.tolerateReplicates(1)).trials().getFirst();
    Trial penalized = experiment.optimize(limited.penalize(8)).trials().getFirst();

    assertThat(tolerated.samples("loss").toArray()).containsExactly(2, 2);
    assertThat(penalized.samples("loss").toArray()).containsExactly(2, 8, 2);
    assertThat(penalized.samples("penalized").toArray()).containsExactly(1);
    assertThat(penalized.value()).isEqualTo(4);
  }
}
