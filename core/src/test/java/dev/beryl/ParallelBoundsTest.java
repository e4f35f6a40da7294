package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.StudyResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As many replicates run at once as may, and never one more; they begin in the order of asking. */
@Timeout(120)
class ParallelBoundsTest {
  private static final int TRIALS = 40;

  private final Gauge gauge = new Gauge();
  private final UsedThreads used = new UsedThreads();

  /** Replicates of which the first wait for each other until so many are running. */
  private Experiment<Double> meeting(int expected) {
    var met = new CountDownLatch(expected);
    return Experiment.measuring(
        "loss",
        ctx ->
            gauge.count(() -> {
              used.note();
              met.countDown();
              assertThat(met.await(60, TimeUnit.SECONDS))
                  .as("%s are at it at once, of %s", gauge.now(), expected)
                  .isTrue();
              return ctx.get(OneParameter.X);
            }));
  }

  private static Study study(int parallelism, int replicates) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.uniform())
        .trials(TRIALS)
        .replicates(replicates)
        .parallelism(parallelism);
  }

  /** That the bound is met and held. */
  private void assertAtOnce(int bound, Study study) throws InterruptedException {
    StudyResult result = meeting(bound).optimize(study);

    assertThat(result.trials()).hasSize(TRIALS).allMatch(trial -> trial.isCompleted());
    assertThat(gauge.most()).isEqualTo(bound);
    assertThat(gauge.now()).isZero();
  }

  @ParameterizedTest(name = "{0} threads, {1} trials of {2} replicates: {3}")
  @CsvSource({
    "1, 1, 1, 1",
    "1, 16, 8, 1",
    "2, 16, 8, 2",
    "8, 16, 8, 8",
    "64, 16, 8, 64",
    "64, 1, 1, 1",
    "64, 1, 5, 5",
    "64, 5, 1, 5",
    "3, 2, 2, 3",
    "8, 40, 1, 8"
  })
  void threads_boundTheReplicatesAtOnce(int threads, int trials, int replicates, int bound)
      throws Exception {
    assertAtOnce(bound, study(trials, replicates).threads(threads));
    used.assertNoneIsLeft();
  }

  @ParameterizedTest(name = "{0} threads, {1} trials of {2} replicates: {3}")
  @CsvSource({"1, 16, 8, 1", "2, 16, 8, 2", "8, 16, 8, 8", "64, 16, 8, 64", "64, 1, 5, 5"})
  void threads_withADeadline_boundTheReplicatesAtOnce(
      int threads, int trials, int replicates, int bound) throws Exception {
    assertAtOnce(bound, study(trials, replicates).threads(threads).timeLimit(Duration.ofHours(1)));
    used.assertNoneIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64})
  void threads_eager_boundTheReplicatesAtOnce(int threads) throws Exception {
    assertAtOnce(threads, study(16, 8).threads(threads).tellAsCompleted());
  }

  @Test
  void threads_unset_areTheProcessors() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();

    assertAtOnce(Math.min(processors, 16 * 8), study(16, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64})
  void executor_withThreads_isGivenNoMoreAtOnce(int threads) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      assertAtOnce(threads, study(16, 8).executor(executor).threads(threads));
    }
  }

  @Test
  void executor_alone_isTheBound() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      assertAtOnce(4, study(16, 8).executor(executor));
    }
  }

  @Test
  void executor_withoutABound_isGivenWhatIsInFlight() throws Exception {
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      assertAtOnce(5 * 7, study(5, 7).executor(executor));
    }
  }

  @Test
  void executor_ofOneThread_runsEverythingOnIt() throws Exception {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      assertAtOnce(1, study(16, 8).executor(executor).threads(8));
    }

    assertThat(used.seen()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void parallelism_boundsTheTrialsInFlight(int parallelism) {
    var optimizer = new ScriptedOptimizer(number -> OneParameter.at(number % 10));

    OneParameter.EXPERIMENT.optimize(
        OneParameter.study(optimizer).trials(100).parallelism(parallelism).threads(8));

    assertThat(optimizer.mostPending()).isEqualTo(parallelism);
  }

  /** The places of the replicates in the order in which they began. */
  private static List<Integer> begins(int replicates, UnaryOperator<Study> change) {
    var begun = new ArrayList<Integer>();
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              synchronized (begun) {
                begun.add(ctx.trial() * replicates + ctx.replicate());
              }
              return ctx.get(OneParameter.X);
            });
    experiment.optimize(change.apply(study(8, replicates)));
    return begun;
  }

  @Test
  void begin_onOneThread_isInTheOrderOfAsking() {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      assertThat(begins(3, study -> study.executor(executor))).isSorted().hasSize(3 * TRIALS);
    }
    assertThat(begins(3, study -> study.threads(1))).isSorted();
    assertThat(begins(3, study -> study.threads(1).timeLimit(Duration.ofHours(1)))).isSorted();
    assertThat(begins(3, study -> study.executor(Runnable::run))).isSorted();
  }

  /**
   * What a thread has claimed it may note late: there is at most one such for each other thread.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 64})
  void begin_onManyThreads_isInTheOrderOfAskingButForThoseOnTheirWay(int threads) {
    List<UnaryOperator<Study>> ways =
        List.of(
            study -> study.threads(threads),
            study -> study.threads(threads).timeLimit(Duration.ofHours(1)),
            study -> study.threads(threads).executor(Thread::startVirtualThread),
            study -> study.threads(threads).executor(Thread::startVirtualThread).tellAsCompleted());
    for (UnaryOperator<Study> way : ways) {
      var begun = new BitSet();
      for (int place : begins(4, way)) {
        int missing = place - begun.get(0, place).cardinality();
        assertThat(missing).as("before replicate %s", place).isLessThan(threads);
        begun.set(place);
      }
      assertThat(begun.cardinality()).isEqualTo(4 * TRIALS);
    }
  }

  @Test
  void parallelismBeyondTheBudget_makesRoomForTheBudgetOnly() {
    for (int threads : new int[] {1, 2}) {
      Study study =
          Study.of(OneParameter.SPACE, OneParameter.LOSS)
              .optimizer(TestOptimizers.uniform())
              .threads(threads)
              .trials(5)
              .parallelism(Integer.MAX_VALUE);

      assertThat(OneParameter.EXPERIMENT.optimize(study).trials()).hasSize(5);
    }
  }
}
