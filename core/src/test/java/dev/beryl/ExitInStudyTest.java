package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.JournalRecord;
import dev.beryl.study.StudyResult;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code of a user that calls {@code System.exit} within a study: the JVM ends after the grace time,
 * which is a second, and not only when its patience with the study is over.
 */
@Timeout(120)
class ExitInStudyTest {

  @ParameterizedTest
  @EnumSource
  void exit_endsTheStudyAndKeepsItsJournal(ExitingProgram.Place place, @TempDir Path folder)
      throws Exception {
    Path journal = folder.resolve("journal");
    Process process = ChildJvm.start(ExitingProgram.class, place, journal);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String said = String.join("\n", output.readAllLines());

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitingProgram.STATUS);
      assertThat(said)
          .contains(
              place == ExitingProgram.Place.RESOURCE
                  ? "ended EXHAUSTED with 6"
                  : "ended STOPPED with 3")
          .doesNotContain("before the study had ended");
    } finally {
      process.destroyForcibly();
    }
    assertThat(Journals.records(journal, JournalRecord.Ended.class)).hasSize(1);

    StudyResult continued =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(0, 1, 2, 3, 4, 5).journal(journal));

    assertThat(continued.values(0)).containsExactly(0, 1, 2, 3, 4, 5);
  }
}
