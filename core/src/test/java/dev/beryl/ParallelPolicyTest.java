package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries, tolerance and errors, whether replicates run on one thread or on several. */
@Timeout(60)
class ParallelPolicyTest {
  private static final Measure X = ctx -> ctx.get(OneParameter.X);

  private static Study study(int threads) {
    return study(threads, 3);
  }

  private static Study study(int threads, int parallelism) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .trials(10)
        .replicates(4)
        .parallelism(parallelism)
        .threads(threads)
        .neverFail();
  }

  /** Throws in the given replicates, the given times in each trial. */
  private static Experiment<Double> throwing(List<Integer> replicates, int times) {
    var failures = new ConcurrentHashMap<List<Integer>, AtomicInteger>();
    return Experiment.measuring(
        "loss",
        ctx -> {
          var failed =
              failures.computeIfAbsent(
                  List.of(ctx.trial(), ctx.replicate()), key -> new AtomicInteger());
          ctx.record("tried", 1);
          if (replicates.contains(ctx.replicate()) && failed.getAndIncrement() < times) {
            throw new IllegalStateException("not yet");
          }
          return ctx.get(OneParameter.X);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void retries_enough_completeTheTrialAsIfNothingHadHappened(int threads) {
    StudyResult calm = throwing(List.of(), 0).optimize(study(threads).retries(2));
    StudyResult result = throwing(List.of(1, 3), 2).optimize(study(threads).retries(2));

    assertThat(result.trials()).allMatch(Trial::isCompleted);
    assertThat(result.digest()).isEqualTo(calm.digest());
    assertThat(result.trials().getFirst().samples("tried").toArray())
        .as("what a failed attempt recorded is forgotten")
        .containsExactly(1, 1, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void retries_tooFew_failWithTheLastCause(int threads) {
    StudyResult result = throwing(List.of(1, 3), 3).optimize(study(threads).retries(2));

    assertThat(result.trials())
        .extracting(Trial::outcome)
        .allSatisfy(outcome -> {
          var failed = (Outcome.Failed) outcome;
          assertThat(failed.replicate()).isEqualTo(1);
          assertThat(failed.cause()).hasMessage("not yet");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void retries_haveTheSameSeed(int threads) {
    Map<List<Integer>, List<Long>> seeds = new ConcurrentHashMap<>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              seeds
                  .computeIfAbsent(
                      List.of(ctx.trial(), ctx.replicate()), key -> new CopyOnWriteArrayList<>())
                  .add(ctx.seed() ^ ctx.random().nextLong());
              throw new IllegalStateException("again");
            });

    experiment.optimize(study(threads).independentSeeds().tolerateReplicates(3).retries(3));

    assertThat(seeds).hasSize(10 * 4);
    assertThat(seeds.values())
        .allMatch(tries -> tries.size() == 4 && tries.stream().distinct().count() == 1);
    assertThat(seeds.values().stream().map(List::getFirst)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void retries_ofAReplicateThatInterruptedItself_beginUninterrupted(int threads) {
    var failedOnce = ConcurrentHashMap.<List<Integer>>newKeySet();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              Thread.sleep(0, 1);
              if (failedOnce.add(List.of(ctx.trial(), ctx.replicate()))) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted itself");
              }
              return 1;
            });

    assertThat(experiment.optimize(study(threads).retries(1)).trials())
        .allMatch(Trial::isCompleted);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void tolerate_noMoreThanThat_completesByTheOthers(int threads) {
    Experiment<Double> experiment = throwing(List.of(0, 2), 1);

    StudyResult tolerant = experiment.optimize(study(threads).tolerateReplicates(2));

    assertThat(tolerant.trials()).allMatch(Trial::isCompleted);
    assertThat(tolerant.trials())
        .allSatisfy(trial -> {
          assertThat(trial.replicates()).isEqualTo(2);
          assertThat(trial.value()).isEqualTo(trial.treatment().get(OneParameter.X));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void tolerate_moreThanThat_failsWithTheFirst(int threads) {
    StudyResult strict =
        throwing(List.of(1, 2, 3), 1).optimize(study(threads).tolerateReplicates(2));

    assertThat(strict.trials())
        .allSatisfy(trial -> {
          assertThat(((Outcome.Failed) trial.outcome()).replicate()).isEqualTo(1);
          assertThat(trial.replicates()).as("before the first that failed").isEqualTo(1);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void tolerate_andThenNotFinite_namesTheReplicateThatWasNot(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 0) {
                throw new IllegalStateException("tolerated");
              }
              return ctx.replicate() == 2 ? Double.NaN : 1;
            });

    StudyResult result = experiment.optimize(study(threads).tolerateReplicates(1));

    assertThat(result.trials())
        .extracting(trial -> ((Outcome.Failed) trial.outcome()).replicate())
        .containsOnly(2);
  }

  /** Overflows anywhere, also while it records; what other trials record is not harmed by that. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void stackOverflow_amidRecording_harmsNoOtherTrial(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() % 2 == 0) {
                dive(ctx, 0);
              }
              IntStream.range(0, 20).forEach(i -> ctx.record("deep " + i, i));
              return ctx.get(OneParameter.X);
            });

    StudyResult result = experiment.optimize(study(threads, 1));

    for (Trial trial : result.trials()) {
      assertThat(trial.isCompleted()).isEqualTo(trial.number() % 2 == 1);
      if (trial.isCompleted()) {
        assertThat(trial.metrics()).hasSize(21);
        for (int i = 0; i < 20; i++) {
          assertThat(trial.samples("deep " + i).toArray()).containsExactly(i, i, i, i);
        }
      } else {
        assertThat(((Outcome.Failed) trial.outcome()).cause())
            .isInstanceOf(StackOverflowError.class);
      }
    }
  }

  private static void dive(Context ctx, int depth) {
    ctx.record("deep " + depth % 50, depth);
    dive(ctx, depth + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void exception_thatCannotBeRead_isAFailureLikeOthers(int threads) {
    @SuppressWarnings("serial")
    class Unreadable extends RuntimeException {
      @Override
      public String getMessage() {
        throw new UnsupportedOperationException("no message for you");
      }
    }
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.replicate() == 2) {
                throw new Unreadable();
              }
              return 1;
            });

    StudyResult result = experiment.optimize(study(threads));

    assertThat(result.trials())
        .hasSize(10)
        .allSatisfy(
            trial -> assertThat(((Outcome.Failed) trial.outcome()).replicate()).isEqualTo(2));
  }

  /** What comes after the first failure may or may not have run: it says nothing either way. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void failure_ofAnEarlyReplicate_countsThoughALaterOneFailedFirst(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("seen", ctx.replicate());
              if (ctx.replicate() == 3) {
                throw new IllegalStateException("at once");
              }
              if (ctx.replicate() == 1) {
                Thread.sleep(1);
                throw new IllegalStateException("late");
              }
              return X.measure(ctx);
            });

    StudyResult result = experiment.optimize(study(threads));

    assertThat(result.trials())
        .allSatisfy(trial -> {
          assertThat(((Outcome.Failed) trial.outcome()).cause()).hasMessage("late");
          assertThat(trial.samples("seen").toArray()).containsExactly(0);
        });
  }
}
