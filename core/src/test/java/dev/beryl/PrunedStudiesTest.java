package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pruned study is the same, bit for bit, whenever its replicates start and end. */
@Timeout(120)
class PrunedStudiesTest {
  private static final int TRIALS = 40;
  private static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  @TempDir Path folder;

  private static Study study(int parallelism) {
    return Study.of(FaultyReplicates.SPACE, FaultyReplicates.LOSS, FaultyReplicates.GAIN)
        .optimizer(CHAINED)
        .trials(TRIALS)
        .replicates(10)
        .pruner(TestPruners.inRounds())
        .parallelism(parallelism)
        .neverFail();
  }

  static Stream<Arguments> studies() {
    return Stream.of(1, 4, 16)
        .flatMap(parallelism ->
            Stream.of(
                Arguments.of("strict", parallelism, study(parallelism).seed(1)),
                Arguments.of("retries", parallelism, study(parallelism).seed(2).retries(1)),
                Arguments.of(
                    "tolerant", parallelism, study(parallelism).seed(3).tolerateReplicates(3)),
                Arguments.of(
                    "penalized", parallelism, study(parallelism).seed(4).penalize(3, -3))));
  }

  /** One replicate in ten is slow, or goes wrong in some way. */
  private static StudyResult run(Study study) {
    return FaultyReplicates.of(0.1).reporting().optimize(study);
  }

  @ParameterizedTest(name = "{0}, parallelism {1}")
  @MethodSource("studies")
  void threads_andStarts_changeNothing(String name, int parallelism, Study study) {
    StudyResult one = run(study.threads(1));

    for (int threads : new int[] {2, 8, 64}) {
      assertThat(run(study.threads(threads)).digest())
          .as("%s early", threads)
          .isEqualTo(one.digest());
      assertThat(run(study.threads(threads).startReplicatesWhenNeeded()).digest())
          .as("%s when needed", threads)
          .isEqualTo(one.digest());
    }
    assertThat(run(study.executor(Runnable::run)).digest()).isEqualTo(one.digest());
    assertThat(run(study.threads(8).replicateTimeout(Duration.ofHours(1))).digest())
        .as("on platform threads")
        .isEqualTo(run(study.threads(1).replicateTimeout(Duration.ofHours(1))).digest());
  }

  /** Cut after records drawn at random, it goes on with another number of threads. */
  @ParameterizedTest(name = "{0}, parallelism {1}")
  @MethodSource("studies")
  void killed_andResumed_isTheSame(String name, int parallelism, Study study) throws IOException {
    var random = new SplittableRandom(7 + parallelism);
    String digest = run(study.threads(1)).digest();
    Path whole = folder.resolve("whole.journal");
    Study kept = study.threads(8).journal(whole, Durability.none());
    assertThat(run(kept).digest()).isEqualTo(digest);
    assertThat(JournalTrials.read(whole).result().digest()).isEqualTo(digest);
    byte[] bytes = Files.readAllBytes(whole);
    List<Long> ends = Journals.ends(whole);

    for (int kill = 0; kill < 6; kill++) {
      Path cut = folder.resolve("cut%s.journal".formatted(kill));
      int end = Math.toIntExact(ends.get(random.nextInt(ends.size())));
      Files.write(cut, Arrays.copyOf(bytes, end));
      Study again = study.threads(kill % 2 == 0 ? 1 : 8).journal(cut, Durability.none());

      StudyResult resumed = run(kill % 3 == 0 ? again.startReplicatesWhenNeeded() : again);

      assertThat(resumed.digest()).as("cut at %s", end).isEqualTo(digest);
      assertThat(JournalTrials.read(cut).result().digest()).isEqualTo(digest);
    }
  }

  @Test
  void trials_endInEveryWay() {
    List<Trial> trials =
        studies().flatMap(arguments -> run((Study) arguments.get()[2]).trials().stream()).toList();

    assertThat(trials)
        .extracting(trial -> trial.outcome().toString().replaceAll("step.*|in replicate.*", ""))
        .contains(
            "completed",
            "failed ",
            "pruned: behind at ",
            "pruned: behind after 1 replicate",
            "pruned: behind after 3 replicates",
            "pruned: behind after 9 replicates");
  }
}
