package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Trials of three replicates that throw, hang, lag, interrupt themselves and give no numbers: every
 * trial that was asked for is told exactly once, the study is the same on any number of threads, no
 * thread is left and the memory is flat. The long runs have the tag {@code stress}.
 */
@Timeout(600)
class StressTest {
  private static final int MANY = 100_000;
  private static final int FEW = 2_000;
  private static final int[] THREADS = {1, 2, 8, 64};
  private static final int MOST_BYTES_PER_TRIAL = 450; // what the study keeps of a trial is in it

  private final AtomicReference<ChainedOptimizer> optimizer = new AtomicReference<>();

  private Study study(int trials) {
    return Study.of(FaultyReplicates.SPACE, FaultyReplicates.LOSS, FaultyReplicates.GAIN)
        .optimizer(
            TestOptimizers.of(setting -> {
              optimizer.set(new ChainedOptimizer(setting.space(), setting.seed()));
              return optimizer.get();
            }))
        .trials(trials)
        .replicates(3)
        .independentSeeds()
        .parallelism(16)
        .retries(1)
        .seed(11)
        .neverFail();
  }

  private void requireAllToldOnce(StudyResult result, int trials) {
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(optimizer.get().asked()).isEqualTo(trials);
    assertThat(optimizer.get().told()).as("each once, or it would have thrown").isEqualTo(trials);
    assertThat(optimizer.get().mostPending()).isEqualTo(16);
    assertThat(result.trials().stream().mapToInt(Trial::number))
        .containsExactlyElementsOf(IntStream.range(0, trials).boxed().toList());
  }

  /** The ways to run: a deadline has replicates run on platform threads. */
  private static Map<String, UnaryOperator<Study>> ways() {
    var ways = new LinkedHashMap<String, UnaryOperator<Study>>();
    for (int threads : THREADS) {
      ways.put(threads + " threads", study -> study.threads(threads));
      ways.put(
          threads + " threads with a time limit",
          study -> study.threads(threads).timeLimit(Duration.ofHours(1)));
      ways.put(
          threads + " threads of an executor",
          study -> study.threads(threads).executor(Thread::startVirtualThread));
    }
    return ways;
  }

  /** Runs in all ways, and says how long each took. */
  private void stress(int trials) throws InterruptedException {
    String digest = null;
    for (var way : ways().entrySet()) {
      StudyResult result = FaultyReplicates.of(0.3).optimize(way.getValue().apply(study(trials)));

      requireAllToldOnce(result, trials);
      digest = digest == null ? result.digest() : digest;
      assertThat(result.digest()).as(way.getKey()).isEqualTo(digest);
      UsedThreads.assertNoPlatformThreadIsLeft();
      System.out.printf("%s trials, %s: %s%n", trials, way.getKey(), result.elapsed());
    }
  }

  @Test
  void manyFaults_ofTwoThousandTrials_areToldOnceAndAlike() throws Exception {
    stress(FEW);
  }

  @Test
  @Tag("stress")
  void manyFaults_ofAHundredThousandTrials_areToldOnceAndAlike() throws Exception {
    stress(MANY);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return IntStream.range(0, 4)
        .mapToLong(i -> {
          System.gc();
          return runtime.totalMemory() - runtime.freeMemory();
        })
        .min()
        .orElseThrow();
  }

  /** The memory in use after a half and at the end of a study. */
  private static final class Memory implements StudyListener {
    private final int half;
    private long atHalf;
    private long atEnd;

    Memory(int trials) {
      this.half = trials / 2;
    }

    @Override
    public void onTrial(Trial trial, Progress progress) {
      if (progress.trials() == half) {
        atHalf = used();
      } else if (progress.trials() == 2 * half) {
        atEnd = used();
      }
    }

    double bytesPerTrial() {
      return (atEnd - atHalf) / (double) half;
    }
  }

  private void memory(int trials) {
    for (int threads : THREADS) {
      var memory = new Memory(trials);
      FaultyReplicates.of(0.3).optimize(study(trials).threads(threads).listener(memory));

      System.out.printf(
          "%s trials, %s threads: %.0f bytes a trial%n", trials, threads, memory.bytesPerTrial());
      assertThat(memory.bytesPerTrial()).as("%s threads", threads).isLessThan(MOST_BYTES_PER_TRIAL);
    }
  }

  @Test
  void memory_isFlat() {
    memory(20_000);
  }

  @Test
  @Tag("stress")
  void memory_ofAHundredThousandTrials_isFlat() {
    memory(MANY);
  }

  private void eager(int trials) throws InterruptedException {
    for (UnaryOperator<Study> way : ways().values()) {
      StudyResult result =
          FaultyReplicates.of(0.3).optimize(way.apply(study(trials)).tellAsCompleted());

      assertThat(optimizer.get().asked()).isEqualTo(trials);
      assertThat(optimizer.get().told()).isEqualTo(trials);
      assertThat(result.trials()).extracting(Trial::number).doesNotHaveDuplicates().hasSize(trials);
      assertThat(result.isReproducible()).isFalse();
      UsedThreads.assertNoPlatformThreadIsLeft();
    }
  }

  @Test
  void eager_ofTwoThousandTrials_tellsEachOnce() throws Exception {
    eager(FEW);
  }

  @Test
  @Tag("stress")
  void eager_ofAHundredThousandTrials_tellsEachOnce() throws Exception {
    eager(MANY);
  }

  /** Replicates that hang run into their limit of time; the others are far from it. */
  private void hanging(int trials, Duration limit) throws InterruptedException {
    String digest = null;
    for (int threads : new int[] {2, 8, 64}) {
      StudyResult result =
          FaultyReplicates.of(0.25)
              .hanging()
              .optimize(study(trials).threads(threads).replicateTimeout(limit));

      requireAllToldOnce(result, trials);
      digest = digest == null ? result.digest() : digest;
      assertThat(result.digest()).as("%s threads", threads).isEqualTo(digest);
      assertThat(result.trials().stream().map(Trial::outcome))
          .anyMatch(Outcome.TimedOut.class::isInstance);
      assertThat(result.abandonedThreads()).isZero();
      UsedThreads.assertNoPlatformThreadIsLeft();
    }
  }

  @Test
  void hanging_ofAHundredTrials_timesOutAndIsToldOnce() throws Exception {
    hanging(100, Duration.ofMillis(1_000));
  }

  @Test
  @Tag("stress")
  void hanging_ofFiveHundredTrials_timesOutAndIsToldOnce() throws Exception {
    hanging(500, Duration.ofMillis(2_000));
  }
}
