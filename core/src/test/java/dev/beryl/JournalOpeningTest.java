package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalReader;
import dev.beryl.study.StudyFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no journal of the study, or are in use. */
@Timeout(120)
class JournalOpeningTest {
  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private Study study(double... xs) {
    return OneParameter.study(xs).journal(journal, Durability.none());
  }

  private void assertRefused(Study study, String... texts) {
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(study))
        .withMessageStartingWith("journal " + journal + ": ")
        .satisfies(e -> assertThat(e.getMessage()).contains(texts));
  }

  @Test
  void directory_isNamed() throws IOException {
    Files.createDirectory(journal);

    assertRefused(study(1), "expected a regular file, but it is a directory");
  }

  @Test
  void symbolicLink_isNotFollowed() throws IOException {
    Path target = folder.resolve("target");
    OneParameter.EXPERIMENT.optimize(OneParameter.study(1).journal(target));
    Files.createSymbolicLink(journal, target);

    assertRefused(study(1), "expected a regular file, but it is a symbolic link");
  }

  @Test
  void symbolicLinkToNothing_isNotFollowed() throws IOException {
    Files.createSymbolicLink(journal, folder.resolve("nothing"));

    assertRefused(study(1), "expected a regular file, but it is a symbolic link");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void folderThatDoesNotExist_isNamed() {
    Path inNone = folder.resolve("none").resolve("study.journal");

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(OneParameter.study(1).journal(inNone)))
        .withMessageContaining("the folder " + folder.resolve("none") + " does not exist");
  }

  @Test
  void emptyFile_isNamedAndLeftAlone() throws IOException {
    Files.createFile(journal);

    assertRefused(study(1), "the file is empty; delete it to start again");
    assertThat(journal).isEmptyFile();
  }

  @Test
  void otherFile_isNoJournal() throws IOException {
    Files.writeString(journal, "number,outcome\n0,completed\n");

    assertRefused(study(1), "this is not a journal");
    assertThat(journal).hasContent("number,outcome\n0,completed\n");
  }

  @Test
  void earlierVersion_isNamed() throws IOException {
    OneParameter.EXPERIMENT.optimize(study(1));
    byte[] bytes = Files.readAllBytes(journal);
    bytes[11] = 1;
    Files.write(journal, bytes);

    assertRefused(study(1), "its format has version 1, and this library knows version 2");
  }

  @Test
  void laterVersion_isNamed() throws IOException {
    OneParameter.EXPERIMENT.optimize(study(1));
    byte[] bytes = Files.readAllBytes(journal);
    bytes[11] = 9;
    Files.write(journal, bytes);

    assertRefused(study(1), "its format has version 9, and this library knows version 2");
  }

  @Test
  void otherStudys_saysWhatDiffers() throws IOException {
    OneParameter.EXPERIMENT.optimize(study(1).seed(3));
    byte[] before = Files.readAllBytes(journal);

    assertRefused(
        study(1).seed(4),
        "belongs to another study; give this study its own journal, or call warmStart(…)",
        "\n - recorded: seed 3",
        "\n - now: seed 4");
    assertRefused(study(1).seed(3).replicates(2), "recorded: replicates 1", "now: replicates 2");
    assertRefused(
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(Map.of("points", 7), setting -> OneParameter.proposing(1)))
            .untilOptimizerEnds()
            .journal(journal, Durability.none())
            .seed(3),
        "recorded: optimizer test points=10",
        "now: optimizer test points=7");
    assertThat(Files.readAllBytes(journal)).isEqualTo(before);
  }

  @Test
  void sessionsAndExperiments_areToldApart() {
    study(1).open().close();
    assertRefused(study(1), "is that of a session: continue with Study.open()");

    Path other = folder.resolve("other");
    OneParameter.EXPERIMENT.optimize(OneParameter.study(1).journal(other));
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> OneParameter.study(1).journal(other).open())
        .withMessageContaining("is that of an experiment: continue with Experiment.optimize(…)");
  }

  @Test
  void inUseByThisProcess_isNamed_andFreeAfterwards() {
    try (var session = study(1).open()) {
      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> study(1).open())
          .withMessageContaining("another study of this process writes to it");
      assertThat(session.ask(1)).hasSize(1);
    }
    study(1).open().close();
  }

  @Test
  void studyThatIsRefused_leavesItFree() {
    OneParameter.EXPERIMENT.optimize(study(1));
    assertRefused(study(1).seed(9), "belongs to another study");

    assertThat(OneParameter.EXPERIMENT.optimize(study(1)).trials()).hasSize(1);
  }

  @Test
  void studyThatCannotBeMade_leavesItFree() {
    var broken =
        TestPruners.of(setting -> {
          throw new IllegalStateException("no pruner");
        });
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(study(1).pruner(broken)));

    assertThat(
            OneParameter.EXPERIMENT.optimize(study(1).pruner(TestPruners.aboveTheMean())).trials())
        .hasSize(1);
  }

  /** Another process that has the journal open until its input ends. */
  static final class Holding {
    private Holding() {}

    /**
     * Holds a journal.
     *
     * @param arguments its path, and whether to try only
     */
    public static void main(String[] arguments) throws IOException {
      try (var _ = OneParameter.study(1).journal(Path.of(arguments[0]), Durability.none()).open()) {
        System.out.println("held");
        while (arguments.length == 1 && System.in.read() >= 0) {
          Thread.onSpinWait();
        }
      } catch (JournalException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void inUseByAnotherProcess_isNamed_andReadAllTheSame() throws Exception {
    Process other = ChildJvm.start(Holding.class, journal);
    try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("held");

      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> study(1).open())
          .withMessageContaining("another process writes to it");
      JournalReader.open(journal).close();

      other.getOutputStream().close();
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      study(1).open().close();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void readerClosedInTheSameProcess_doesNotGiveTheJournalFree() throws Exception {
    try (var session = study(1).open()) {
      JournalReader.open(journal).close();
      assertThat(Journals.records(journal)).isEmpty();

      Process other = ChildJvm.start(Holding.class, journal, "try");
      assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("another process writes to it");
      assertThat(session.ask(1)).hasSize(1);
    }
  }

  @Test
  void made_onlyWhole_withNothingBeside() throws IOException {
    OneParameter.EXPERIMENT.optimize(study(1));

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(journal);
    }
  }

  @Test
  void made_byAnInterruptedThread() throws Exception {
    var done = new CountDownLatch(1);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              try (var session = study(1).open()) {
                session.tell(session.ask(1).getFirst().number(), 1);
                Thread.currentThread().interrupt();
              }
              if (Thread.currentThread().isInterrupted()) {
                done.countDown();
              }
            });
    thread.join();

    assertThat(done.getCount()).isZero();
    assertThat(Journals.records(journal)).hasSize(5);
  }

  @Test
  void notWritable_isAnError() throws IOException {
    OneParameter.EXPERIMENT.optimize(study(1));
    assumeTrue(journal.toFile().setWritable(false) && !Files.isWritable(journal), "runs as root");

    assertRefused(study(1), "cannot be opened");
  }

  @Test
  void durability_badPeriod_isRefused() {
    for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Durability.grouped(bad))
          .withMessageContaining("expected a period above zero, got " + bad);
    }
  }

  @Test
  void failingStudy_keepsItsErrorAndItsJournal() {
    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> OneParameter.failingIn(0).optimize(study(1, 2).failFast()));

    assertThat(Journals.records(journal)).hasSize(5);
  }
}
