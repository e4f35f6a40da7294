package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A study is the same, bit for bit, on any number of threads. */
@Timeout(120)
class ParallelDigestTest {
  private static final int TRIALS = 60;
  private static final double SHARE = 0.6;

  private static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  private static Study study(OptimizerChoice optimizer, int parallelism) {
    return study(optimizer, parallelism, TRIALS);
  }

  private static Study study(OptimizerChoice optimizer, int parallelism, int trials) {
    return Study.of(FaultyReplicates.SPACE, FaultyReplicates.LOSS, FaultyReplicates.GAIN)
        .optimizer(optimizer)
        .trials(trials)
        .replicates(3)
        .independentSeeds()
        .parallelism(parallelism)
        .neverFail();
  }

  private static StudyResult run(Study study) {
    return FaultyReplicates.of(SHARE).reporting().optimize(study);
  }

  static Stream<Arguments> studies() {
    return Stream.of(1, 3, 16)
        .flatMap(parallelism ->
            Stream.of(
                Arguments.of("uniform", parallelism, study(TestOptimizers.uniform(), parallelism)),
                Arguments.of("chained", parallelism, study(CHAINED, parallelism)),
                Arguments.of("retries", parallelism, study(CHAINED, parallelism).retries(1)),
                Arguments.of(
                    "tolerant", parallelism, study(CHAINED, parallelism).tolerateReplicates(1)),
                Arguments.of("penalized", parallelism, study(CHAINED, parallelism).penalize(9, -9)),
                Arguments.of(
                    "pruned",
                    parallelism,
                    study(CHAINED, parallelism).pruner(TestPruners.aboveTheMean())),
                Arguments.of(
                    "everything",
                    parallelism,
                    study(CHAINED, parallelism)
                        .retries(2)
                        .tolerateReplicates(1)
                        .pruner(TestPruners.aboveTheMean()))));
  }

  @ParameterizedTest(name = "{0}, parallelism {1}")
  @MethodSource("studies")
  void threads_ofAnyNumber_giveTheSameDigest(String name, int parallelism, Study study) {
    for (long seed : new long[] {1, 2}) {
      StudyResult one = run(study.seed(seed).threads(1));

      for (int threads : new int[] {2, 8, 64}) {
        StudyResult many = run(study.seed(seed).threads(threads));

        assertThat(many.digest()).as("seed %s, %s threads", seed, threads).isEqualTo(one.digest());
        assertThat(many.trials()).hasSize(TRIALS);
      }
    }
  }

  @ParameterizedTest(name = "{0}, parallelism {1}")
  @MethodSource("studies")
  void threads_withLimitsOfTime_giveTheSameDigest(String name, int parallelism, Study study) {
    Study limited =
        study.seed(3).replicateTimeout(Duration.ofHours(1)).timeLimit(Duration.ofHours(2));
    String one = run(limited.threads(1)).digest();

    assertThat(run(limited.threads(2)).digest()).isEqualTo(one);
    assertThat(run(limited.threads(8)).digest()).isEqualTo(one);
  }

  @ParameterizedTest(name = "{0}, parallelism {1}")
  @MethodSource("studies")
  void executor_ofAnyKind_givesTheSameDigest(String name, int parallelism, Study study) {
    String one = run(study.seed(4).threads(1)).digest();

    assertThat(run(study.seed(4).executor(Runnable::run)).digest()).isEqualTo(one);
    try (ExecutorService single = Executors.newSingleThreadExecutor();
        ExecutorService four = Executors.newFixedThreadPool(4);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ExecutorService executor : List.of(single, four, virtual)) {
        assertThat(run(study.seed(4).executor(executor)).digest()).isEqualTo(one);
      }
    }
  }

  @Test
  void studies_areNotAlike() {
    List<String> digests =
        studies().map(arguments -> run((Study) arguments.get()[2]).digest()).toList();

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void faults_comeInEveryKind() {
    StudyResult result = run(study(CHAINED, 3, 400).pruner(TestPruners.aboveTheMean()));

    assertThat(result.trials())
        .extracting(trial -> trial.outcome().getClass().getSimpleName())
        .contains("Completed", "Failed", "Pruned");
    assertThat(
            result.trials().stream()
                .map(trial -> trial.outcome() instanceof Outcome.Failed f ? f.reason() : null)
                .distinct())
        .contains(Outcome.Reason.values());
  }

  /** Other threads keep all processors busy meanwhile. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 64})
  void load_heavy_changesNothing(int threads) throws Exception {
    Study study = study(CHAINED, 16, 300).retries(1).seed(5);
    String one = run(study.threads(1)).digest();
    List<Thread> load =
        Stream.generate(() -> Thread.ofPlatform().daemon().start(ParallelDigestTest::spin))
            .limit(2L * Runtime.getRuntime().availableProcessors())
            .toList();
    try {
      assertThat(run(study.threads(threads)).digest()).isEqualTo(one);
    } finally {
      load.forEach(Thread::interrupt);
    }
    for (Thread thread : load) {
      thread.join();
    }
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void nestedStudy_givesTheSameDigestOnAnyNumberOfThreads() {
    Experiment<Double> nesting =
        Experiment.measuring(
            "loss",
            ctx ->
                run(study(CHAINED, 2, 5).seed(ctx.seed())).bestLossSoFar()[4]
                    + ctx.get(FaultyReplicates.X));
    Study outer =
        Study.of(FaultyReplicates.SPACE, FaultyReplicates.LOSS)
            .optimizer(CHAINED)
            .trials(20)
            .replicates(2)
            .parallelism(4)
            .neverFail();

    String one = nesting.optimize(outer.threads(1)).digest();

    assertThat(nesting.optimize(outer.threads(2)).digest()).isEqualTo(one);
    assertThat(nesting.optimize(outer.threads(8)).digest()).isEqualTo(one);
  }
}
