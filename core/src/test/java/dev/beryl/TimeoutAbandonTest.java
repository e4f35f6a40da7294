package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replicates that ignore their interrupt are left to themselves, up to a bound. */
@Timeout(60)
class TimeoutAbandonTest {
  private static final Duration LIMIT = Duration.ofMillis(350); // no quick replicate takes so long
  private static final Duration GRACE = Duration.ofMillis(100);

  private final UsedThreads used = new UsedThreads();
  private final ConcurrentLinkedQueue<Throwable> late = new ConcurrentLinkedQueue<>();
  private volatile boolean released;

  /** Goes on in the trials of odd numbers, whatever happens, until it is released. */
  private final Experiment<Double> experiment =
      Experiment.from(ctx -> ctx.get(OneParameter.X))
          .then("spin", this::spin)
          .then(
              "record",
              (x, ctx) -> {
                try {
                  ctx.record("loss", x);
                } catch (Throwable e) {
                  late.add(e);
                }
                return x;
              })
          .build();

  private double spin(double x, Context ctx) {
    used.note();
    while (ctx.trial() % 2 == 1 && !released) {
      Thread.onSpinWait();
    }
    return x;
  }

  @AfterEach
  void release() throws InterruptedException {
    released = true;
    used.assertNoneIsLeft();
  }

  private static Study study(double... xs) {
    return abandoning(16, xs);
  }

  private static Study abandoning(int atMost, double... xs) {
    return OneParameter.study(xs).neverFail().replicateTimeout(LIMIT).abandonAfter(GRACE, atMost);
  }

  @Test
  void ignoringReplicate_isAbandonedAndTheStudyGoesOn() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result = experiment.optimize(study(1, 2, 3, 4, 5).threads(1));

      assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
      assertThat(result.values(0)).containsExactly(1, Double.NaN, 3, Double.NaN, 5);
      assertThat(result.trials().get(3).outcome())
          .isEqualTo(new Outcome.TimedOut(0, "spin", LIMIT));
      assertThat(result.abandonedThreads()).isEqualTo(2);
      assertThat(log.abandonments())
          .extracting(CapturedLog.Entry::message)
          .containsExactly(
              "trial 1 replicate 0 ignores its interrupt in step 'spin'; its thread is abandoned, 1"
                  + " so far",
              "trial 3 replicate 0 ignores its interrupt in step 'spin'; its thread is abandoned, 2"
                  + " so far");
    }
  }

  @Test
  void abandonedReplicate_thatGoesOnLater_harmsNobody() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result = experiment.optimize(study(1, 2, 3).parallelism(2).threads(2));
      String digest = result.digest();

      released = true;
      for (Thread thread : used.seen()) {
        thread.join();
      }

      assertThat(late).as("it may still record").isEmpty();
      assertThat(result.digest()).isEqualTo(digest);
      assertThat(result.trials().get(1).metrics()).isEmpty();
      assertThat(result.trials().get(2).samples("loss").toArray()).containsExactly(3);
      assertThat(log.abandonments()).hasSize(1);
    }
  }

  @Test
  void tooManyAbandoned_endTheStudyWithWhatIsFinished() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      var failed =
          catchThrowableOfType(
              StudyFailedException.class,
              () -> experiment.optimize(abandoning(1, 1, 2, 3, 4, 5, 6, 7).threads(1)));

      assertThat(failed)
          .hasMessage(
              "2 threads ignore their interrupts, the last one in step 'spin'; call"
                  + " ctx.checkCancelled() in long loops, or allow more with abandonAfter(…)");
      assertThat(failed.result().ending()).isEqualTo(Ending.FAILED);
      assertThat(failed.result().abandonedThreads()).isEqualTo(2);
      assertThat(failed.result().trials())
          .as("the trial of the last one timed out like that of the first")
          .extracting(Trial::number)
          .containsExactly(0, 1, 2, 3);
      assertThat(log.abandonments()).hasSize(2);
    }
  }

  @Test
  void noneMayBeAbandoned_theFirstEndsTheStudy() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      var failed =
          catchThrowableOfType(
              StudyFailedException.class,
              () -> experiment.optimize(abandoning(0, 1, 2, 3).threads(1)));

      assertThat(failed).hasMessageStartingWith("1 threads ignore their interrupts");
      assertThat(log.abandonments()).hasSize(1);
    }
  }

  @Test
  void deadline_ofIgnoringReplicates_holdsAllTheSame() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          experiment.optimize(
              OneParameter.study(1, 2, 3, 4)
                  .parallelism(4)
                  .threads(4)
                  .timeLimit(LIMIT)
                  .abandonAfter(GRACE, 16));

      assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
      assertThat(result.trials()).extracting(Trial::number).containsExactly(0, 2);
      assertThat(result.abandonedThreads()).isEqualTo(2);
      assertThat(log.abandonments()).hasSize(2);
    }
  }

  @Test
  void executor_ofTheCaller_losesTheThreadsThatIgnore() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl");
        ExecutorService executor = Executors.newCachedThreadPool()) {
      StudyResult result = experiment.optimize(study(1, 2, 3, 4, 5).threads(2).executor(executor));

      assertThat(result.values(0)).containsExactly(1, Double.NaN, 3, Double.NaN, 5);
      assertThat(result.abandonedThreads()).isEqualTo(2);
      assertThat(log.abandonments()).hasSize(2);
      released = true;
    }
  }

  @Test
  void stop_ofIgnoringReplicatesOnSeveralThreads_endsAfterTheGraceTime() throws Exception {
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      RunningStudy running =
          experiment.optimizeAsync(
              OneParameter.study(2, 4, 6, 8)
                  .parallelism(4)
                  .threads(4)
                  .timeLimit(Duration.ofHours(1))
                  .abandonAfter(GRACE, 16));
      while (used.seen().size() < 2) {
        Thread.onSpinWait();
      }

      running.stop();
      StudyResult result = running.get();

      assertThat(result.ending()).isEqualTo(Ending.STOPPED);
      assertThat(result.abandonedThreads()).isBetween(0, 2);
      assertThat(log.abandonments()).hasSize(result.abandonedThreads());
    }
  }

  @Test
  void abandonedThreads_areNoPartOfTheBound() throws Exception {
    var gauge = new Gauge();
    Experiment<Double> ignoring =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              if (ctx.trial() < 3) {
                while (!released) {
                  Thread.onSpinWait();
                }
              }
              return gauge.count(() -> ctx.get(OneParameter.X));
            });
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {
      StudyResult result =
          ignoring.optimize(
              study(1, 2, 3, 4, 5, 6).parallelism(3).threads(2).replicates(2).trialTimeout(LIMIT));

      assertThat(result.trials()).hasSize(6);
      assertThat(result.trials().subList(3, 6)).allMatch(Trial::isCompleted);
      assertThat(gauge.most()).isLessThanOrEqualTo(2);
      assertThat(log.abandonments()).hasSize(result.abandonedThreads());
    }
  }
}
