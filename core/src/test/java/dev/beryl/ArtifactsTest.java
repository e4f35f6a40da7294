package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Artifact;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that replicates leave, and notes of a study. */
class ArtifactsTest {
  /** Of the three bytes of {@code abc}, from FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private Experiment<Double> leaving(Path file) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          ctx.note("git", "a1b2");
          ctx.artifact("model", file);
          return ctx.get(OneParameter.X);
        });
  }

  @Test
  void artifact_isKeptWithItsTrial_andTheFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("model 1.bin"), "abc");
    Path journal = folder.resolve("study.journal");
    Supplier<Study> study = () -> OneParameter.study(4).journal(journal, Durability.none());

    StudyResult result = leaving(file).optimize(study.get());

    var expected = new Artifact("model", file.toAbsolutePath().toString(), 3, ABC);
    assertThat(result.trial(0).artifacts()).containsExactly(expected);
    assertThat(result.trial(0).notes()).containsOnlyKeys("git", "artifact:model");
    assertThat(JournalTrials.read(journal).trials())
        .extracting(Trial::artifacts)
        .containsExactly(List.of(expected));
    assertThat(file).hasContent("abc");
    var csv = new StringWriter();
    result.writeCsv(csv);
    assertThat(csv.toString()).contains("note:artifact:model", "3 " + ABC);
    assertThat(leaving(folder.resolve("gone")).optimize(study.get()).trial(0).artifacts())
        .as("served from the journal")
        .containsExactly(expected);
  }

  @Test
  void artifact_withoutAFile_failsItsReplicate_inWords() {
    Path gone = folder.resolve("gone");

    StudyResult result = leaving(gone).optimize(OneParameter.study(4).neverFail());

    assertThat(result.trial(0).outcome().toString())
        .contains(
            "step 'loss' records artifact 'model': expected a file at " + gone + ", found none");
    assertThat(leaving(folder).optimize(OneParameter.study(4).neverFail()).trial(0).outcome())
        .asString()
        .contains("found a directory");
  }

  @Test
  void notes_underTheLibrarysKeys_areRefused() {
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  ctx.note("artifact:model", "mine");
                  return 1;
                })
            .optimize(OneParameter.study(4).neverFail());

    assertThat(result.trial(0).outcome().toString())
        .contains("keys that start with 'artifact:' are the library's; choose another");
  }

  @Test
  void notesOfAnotherForm_areNoArtifacts() {
    assertThat(Artifact.among(Map.of("artifact:a", "3 abc x", "artifact:", "3 " + ABC + " x")))
        .isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Artifact("a", "x", -1, ABC));
    assertThatIllegalArgumentException().isThrownBy(() -> new Artifact(" ", "x", 1, ABC));
    assertThatIllegalArgumentException().isThrownBy(() -> new Artifact("a", "x", 1, "abc"));
    var odd = new Artifact("a: b", "/tmp/x y\nz", 0, ABC);
    assertThat(Artifact.among(Map.of("artifact:a: b", odd.note()))).containsExactly(odd);
  }

  @Test
  void studyNotes_areInResult_journalAndJson_andChangeNothing() throws IOException {
    Path journal = folder.resolve("study.journal");
    String plain = OneParameter.EXPERIMENT.optimize(OneParameter.study(4, 2)).digest();
    Supplier<Study> study =
        () ->
            OneParameter.study(4, 2)
                .journal(journal, Durability.none())
                .notes(Map.of("git", "a1b2"));

    StudyResult result = OneParameter.EXPERIMENT.optimize(study.get());

    assertThat(result.notes()).containsExactly(Map.entry("git", "a1b2"));
    assertThat(result.digest()).isEqualTo(plain);
    byte[] bytes = Files.readAllBytes(journal);
    assertThat(OneParameter.EXPERIMENT.optimize(study.get()).notes()).isEqualTo(result.notes());
    assertThat(Files.readAllBytes(journal)).as("nothing new").isEqualTo(bytes);
    assertThat(JournalTrials.read(journal).result().notes()).isEqualTo(result.notes());
    var json = new StringWriter();
    result.writeJson(json);
    assertThat(json.toString()).contains("\"notes\":{\"git\":\"a1b2\"},\"objectives\"");
  }

  @Test
  void studyNotes_whileItRuns_andInASession() {
    RunningStudy running = OneParameter.EXPERIMENT.optimizeAsync(OneParameter.study(1, 2));
    var _ = running.join();
    assertThatIllegalStateException()
        .isThrownBy(() -> running.note("k", "v"))
        .withMessage("note 'k': the study has ended; note it before");

    Path journal = folder.resolve("session.journal");
    try (StudySession session = OneParameter.study(1).journal(journal).open()) {
      session.noteStudy("operator", "Ada");
      session.noteStudy("operator", "Grace");
      assertThat(session.result().notes()).containsExactly(Map.entry("operator", "Grace"));
    }
    try (StudySession session = OneParameter.study(1).journal(journal).open()) {
      assertThat(session.result().notes()).containsExactly(Map.entry("operator", "Grace"));
    }
  }
}
