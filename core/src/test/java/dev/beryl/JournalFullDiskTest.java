package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalRecord;
import dev.beryl.study.StudyFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that cannot grow: a shell limits the size of files, as a full disk would. */
@Timeout(120)
class JournalFullDiskTest {
  private static final int TRIALS = 600;

  @TempDir Path folder;

  private static Study study(Path journal, String durability) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS)
        .optimizer(TestOptimizers.of(s -> new ChainedOptimizer(s.space(), s.seed())))
        .trials(TRIALS)
        .threads(2)
        .replicates(2)
        .journal(
            journal,
            switch (durability) {
              case "everyRecord" -> Durability.everyRecord();
              case "grouped" -> Durability.grouped(Duration.ofMillis(1));
              default -> Durability.none();
            });
  }

  /** Runs the study and says how it failed. */
  static final class Cramped {
    private Cramped() {}

    /**
     * Runs it.
     *
     * @param arguments the journal's path and its durability
     */
    public static void main(String[] arguments) {
      try {
        OneParameter.EXPERIMENT.optimize(study(Path.of(arguments[0]), arguments[1]));
        System.out.println("done");
      } catch (StudyFailedException e) {
        System.out.println("told " + e.result().trials().size());
        System.out.println(e.getMessage());
      } catch (JournalException e) {
        System.out.println("not made: " + e.getMessage());
      }
    }
  }

  private List<String> run(Path journal, String durability, int blocks) throws IOException {
    var command =
        new ArrayList<>(
            List.of("bash", "-c", "trap '' XFSZ; ulimit -f " + blocks + "; exec \"$@\"", "bash"));
    command.addAll(ChildJvm.command(Cramped.class, journal, durability));
    command.addAll(command.indexOf("-cp"), List.of("-XX:-UsePerfData"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"everyRecord", "grouped", "none"})
  void fileThatCannotGrow_stopsTheStudy_andCanBeGoneOnFrom(String durability) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    Path journal = folder.resolve("study.journal");
    String digest =
        OneParameter.EXPERIMENT.optimize(study(folder.resolve("other"), "none")).digest();

    List<String> said = run(journal, durability, 24);

    assertThat(said)
        .anyMatch(line ->
            line.startsWith("journal " + journal + ": cannot be written: java.io.IOException: ")
                && line.contains("earlier records are valid"));
    assertThat(Files.size(journal)).isLessThanOrEqualTo(24 * 1024);
    int told = Journals.records(journal, JournalRecord.Told.class).size();
    assertThat(told).isPositive().isLessThan(TRIALS);
    assertThat(OneParameter.EXPERIMENT.optimize(study(journal, durability)).digest())
        .isEqualTo(digest);
  }

  @Test
  void fileThatCannotBeMade_leavesNothing() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    Path journal = folder.resolve("study.journal");

    assertThat(run(journal, "everyRecord", 0))
        .anyMatch(line -> line.startsWith("not made: journal " + journal + ": cannot be opened"));

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
