package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of time for replicates, trials and the study, of code that hears its interrupt. */
@Timeout(60)
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final Duration MIDDLE = Duration.ofMillis(400); // no quick replicate takes so long
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private static Study study(double... xs) {
    return OneParameter.study(xs).neverFail();
  }

  /** Waits in the step {@code wait} of trial 1. */
  private static Experiment<Double> waiting(Step<Double, Double> step) {
    return Experiment.from(ctx -> ctx.get(OneParameter.X))
        .then(
            "record",
            (x, ctx) -> {
              ctx.record("loss", x);
              return x;
            })
        .then("wait", (x, ctx) -> ctx.trial() == 1 ? step.apply(x, ctx) : x)
        .then("after", (x, ctx) -> x)
        .build();
  }

  static List<Step<Double, Double>> hangs() {
    return List.of(
        (x, ctx) -> {
          new CountDownLatch(1).await();
          return x;
        },
        (x, ctx) -> {
          Thread.sleep(LONG);
          return x;
        },
        (x, ctx) -> {
          while (true) {
            ctx.checkCancelled();
          }
        },
        (x, ctx) -> {
          while (!Thread.interrupted()) {
            Thread.onSpinWait();
          }
          return x; // as if nothing had happened
        },
        (x, ctx) -> {
          synchronized (ctx) {
            ctx.wait();
          }
          return x;
        });
  }

  @ParameterizedTest
  @MethodSource("hangs")
  void replicateTimeout_interruptsAndNamesTheStep(Step<Double, Double> hang) {
    Experiment<Double> experiment = waiting(hang);

    StudyResult result =
        experiment.optimize(study(1, 2, 3, 4).parallelism(2).replicateTimeout(MIDDLE));

    assertThat(result.trials()).extracting(Trial::number).containsExactly(0, 1, 2, 3);
    assertThat(result.trials().get(1).outcome()).isEqualTo(new Outcome.TimedOut(0, "wait", MIDDLE));
    assertThat(result.values(0)).containsExactly(1, Double.NaN, 3, 4);
    assertThat(result.abandonedThreads()).isZero();
    assertThat(result.isReproducible()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void replicateTimeout_ofTheSecondReplicate_keepsTheFirst(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 1) {
                new CountDownLatch(1).await();
              }
              return ctx.get(OneParameter.X);
            });

    StudyResult result =
        experiment.optimize(study(1).replicates(3).threads(threads).replicateTimeout(MIDDLE));

    Trial trial = result.trials().getFirst();
    assertThat(trial.outcome()).isEqualTo(new Outcome.TimedOut(1, "loss", MIDDLE));
    assertThat(trial.replicates()).isEqualTo(1);
    assertThat(trial.samples("loss").toArray()).containsExactly(1);
  }

  @Test
  void replicateTimeout_withRetries_isForAllOfThem() {
    var tries = new ConcurrentLinkedQueue<Integer>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              tries.add(ctx.trial());
              if (tries.size() == 1) {
                throw new IllegalStateException("once more");
              }
              new CountDownLatch(1).await();
              return 1;
            });

    StudyResult result = experiment.optimize(study(1).retries(5).replicateTimeout(MIDDLE));

    assertThat(tries).as("what timed out is not tried again").hasSize(2);
    assertThat(result.trials().getFirst().outcome())
        .isEqualTo(new Outcome.TimedOut(0, "loss", MIDDLE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void replicateTimeout_tolerated_completesByTheOthers(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 1) {
                new CountDownLatch(1).await();
              }
              return 10 * ctx.replicate();
            });

    StudyResult result =
        experiment.optimize(
            study(1).replicates(3).threads(threads).tolerateReplicates(1).replicateTimeout(MIDDLE));

    Trial trial = result.trials().getFirst();
    assertThat(trial.isCompleted()).isTrue();
    assertThat(trial.samples("loss").toArray()).containsExactly(0, 20);
  }

  /** Each replicate alone would be quick enough. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void trialTimeout_countsFromTheFirstReplicate(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 1 && ctx.replicate() == 3) {
                new CountDownLatch(1).await();
              }
              return ctx.get(OneParameter.X);
            });

    StudyResult result =
        experiment.optimize(
            study(1, 2, 3)
                .replicates(4)
                .threads(threads)
                .replicateTimeout(LONG)
                .trialTimeout(MIDDLE));

    assertThat(result.trials().get(1).outcome()).isEqualTo(new Outcome.TimedOut(3, "loss", MIDDLE));
    assertThat(result.trials().get(1).replicates()).isEqualTo(3);
    assertThat(result.values(0)).containsExactly(1, Double.NaN, 3);
  }

  /** On one thread the trial's time is over before its last replicates begin. */
  @Test
  void trialTimeout_passedBeforeAReplicateBegins_endsThatTooAtOnce() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              new CountDownLatch(1).await();
              return 1;
            });

    StudyResult result =
        experiment.optimize(
            study(1)
                .replicates(20)
                .tolerateReplicates(19)
                .threads(1)
                .trialTimeout(Duration.ofSeconds(1)));

    assertThat(result.trials().getFirst().outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void bothTimeouts_theOneThatPassesFirstIsNamed() {
    Experiment<Double> experiment = waiting(hangs().getFirst());

    assertThat(
            experiment
                .optimize(study(1, 2).replicateTimeout(MIDDLE).trialTimeout(LONG))
                .trials()
                .get(1)
                .outcome())
        .isEqualTo(new Outcome.TimedOut(0, "wait", MIDDLE));
    assertThat(
            experiment
                .optimize(study(1, 2).replicateTimeout(LONG).trialTimeout(MIDDLE))
                .trials()
                .get(1)
                .outcome())
        .isEqualTo(new Outcome.TimedOut(0, "wait", MIDDLE));
  }

  @Test
  void timeouts_farAway_changeNothing() {
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            study(3, 1, 2)
                .replicates(2)
                .parallelism(2)
                .replicateTimeout(FOR_EVER)
                .trialTimeout(FOR_EVER)
                .timeLimit(FOR_EVER)
                .abandonAfter(FOR_EVER, 0));

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(result.values(0)).containsExactly(3, 1, 2);
    assertThat(result.isReproducible()).isTrue();
  }

  @Test
  void timeLeft_isWhatIsLeftOfTheNearestLimit() {
    var left = new ConcurrentLinkedQueue<Optional<Duration>>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              left.add(ctx.timeLeft());
              return 1;
            });

    experiment.optimize(study(1));
    experiment.optimize(study(1).replicateTimeout(FOR_EVER));
    assertThat(left).containsOnly(Optional.empty());

    left.clear();
    experiment.optimize(study(1).replicateTimeout(LONG));
    experiment.optimize(study(1).trialTimeout(LONG).replicateTimeout(LONG.multipliedBy(2)));
    experiment.optimize(study(1).timeLimit(LONG));
    assertThat(left)
        .hasSize(3)
        .allSatisfy(time -> assertThat(time.orElseThrow()).isBetween(LONG.minusMinutes(5), LONG));
  }

  @Test
  void timeLeft_afterTheLimit_isZero() {
    var left = new ConcurrentLinkedQueue<Duration>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                left.add(ctx.timeLeft().orElseThrow());
              }
              return 1;
            });

    experiment.optimize(study(1).replicateTimeout(SHORT));

    assertThat(left).containsExactly(Duration.ZERO);
  }

  static List<UnaryOperator<Study>> ways() {
    return List.of(
        study -> study.threads(1),
        study -> study.threads(4),
        study -> study.threads(4).tellAsCompleted(),
        study -> study.executor(Thread::startVirtualThread));
  }

  /** Trials 0 and 2 are quick, 1 and 3 wait: 0 and 2 are kept, though 2 was asked for after 1. */
  @ParameterizedTest
  @MethodSource("ways")
  void deadline_interruptsWhatRunsAndKeepsWhatIsFinished(UnaryOperator<Study> way)
      throws Exception {
    var used = new UsedThreads();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              used.note();
              if (ctx.trial() % 2 == 1) {
                new CountDownLatch(1).await();
              }
              return ctx.get(OneParameter.X);
            });
    var optimizer = OneParameter.proposing(1, 2, 3, 4);
    Study study =
        way.apply(OneParameter.study(optimizer))
            .untilOptimizerEnds()
            .parallelism(4)
            .timeLimit(Duration.ofMillis(900));

    StudyResult result = experiment.optimize(study);

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.endingText()).isEqualTo("the time limit of 0.9 s was reached");
    List<Integer> told = result.trials().stream().map(Trial::number).toList();
    assertThat(told).isSubsetOf(0, 2).contains(0).isSorted();
    assertThat(optimizer.toldNumbers()).isEqualTo(told);
    assertThat(result.trials()).allMatch(Trial::isCompleted);
    assertThat(result.isReproducible()).isFalse();
    used.assertNoneIsLeft();
  }

  @Test
  void deadline_onFourThreads_keepsWhatWasFinishedOutOfOrder() {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 0) {
                new CountDownLatch(1).await();
              }
              return ctx.get(OneParameter.X);
            });

    StudyResult result =
        experiment.optimize(
            study(1, 2, 3).parallelism(3).threads(3).timeLimit(Duration.ofMillis(900)));

    assertThat(result.trials()).extracting(Trial::number).containsExactly(1, 2);
  }

  @Test
  void deadline_whileTheOptimizerThinks_isNoticedAfterwards() {
    var optimizer =
        new ScriptedOptimizer(number -> {
          long until = System.nanoTime() + SHORT.toNanos();
          while (number == 3 && System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          return OneParameter.at(number);
        });

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(optimizer).trials(10).timeLimit(SHORT));

    assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
    assertThat(result.trials()).hasSizeLessThanOrEqualTo(3).allMatch(Trial::isCompleted);
  }
}
