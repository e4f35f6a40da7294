package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.study.StudyResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies with racing whose process is killed at a unit drawn at random, and that go on: the same
 * bits, and nothing that had finished runs again. {@link RacingJournalTest} cuts journals after
 * every record; here the system ends the process.
 */
@Timeout(300)
class RacingKillTest {
  private static final int KILLS = 4;
  private static final int UNITS = 110;

  @TempDir Path folder;

  @Test
  void killedStudy_endsAsIfItHadNotBeen() throws Exception {
    var random = new SplittableRandom(20261129);
    Path journal = folder.resolve("killed.journal");
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % 2 == 0) {
        Files.deleteIfExists(journal); // each study is killed twice
      }
      runUntil(kill / 2, journal, random.nextInt(UNITS), 1 << random.nextInt(18));
      if (kill % 2 == 1) {
        requireSame(kill / 2, journal);
      }
    }
  }

  /** Runs a study in a process of its own and kills it after it has said some replicates. */
  private static void runUntil(long seed, Path journal, int said, int spins)
      throws IOException, InterruptedException {
    Process process = ChildJvm.start(MortalRace.class, seed, journal);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      int heard = 0;
      for (String line = output.readLine(); line != null && heard <= said; heard++) {
        assertThat(line).matches("[0-9]+\\.[0-9]+|[0-9a-f]{64}");
        line = output.readLine();
      }
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void requireSame(long seed, Path journal) throws IOException {
    Set<String> recorded = Journals.replicates(journal);
    Set<String> ran = ConcurrentHashMap.newKeySet();
    StudyResult whole = MortalRace.saying(_ -> {}).optimize(MortalRace.study(seed));

    StudyResult resumed = MortalRace.saying(ran::add).optimize(MortalRace.study(seed, journal));

    assertThat(resumed.digest()).isEqualTo(whole.digest());
    assertThat(resumed.verdict()).isPresent().isEqualTo(whole.verdict());
    assertThat(ran).noneMatch(recorded::contains);
    byte[] bytes = Files.readAllBytes(journal);
    MortalRace.saying(_ -> {}).optimize(MortalRace.study(seed, journal));
    assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
  }
}
