package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes on their way from a step to trials, journals and exports. */
class ContextNotesTest {
  @TempDir Path folder;

  private static Experiment<Double> noting(Consumer<Context> notes) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          notes.accept(ctx);
          return ctx.get(OneParameter.X);
        });
  }

  private static Trial only(Consumer<Context> notes, Study study) {
    return noting(notes).optimize(study).trials().getFirst();
  }

  @Test
  void note_isKeptWithTheTrial_inOrder_theLastOfAKey() {
    Trial trial =
        only(
            ctx -> {
              ctx.note("z", "first");
              ctx.note("a", "second");
              ctx.note("z", "again");
            },
            OneParameter.study(4));

    assertThat(trial.notes()).containsExactly(Map.entry("z", "again"), Map.entry("a", "second"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void notes_ofSeveralReplicates_theLastReplicatesCount(int threads) {
    Trial trial =
        only(
            ctx -> {
              ctx.note("of " + ctx.replicate(), "x");
              ctx.note("all", "from " + ctx.replicate());
            },
            OneParameter.study(4).replicates(3).threads(threads));

    assertThat(trial.notes())
        .containsExactly(
            Map.entry("of 0", "x"),
            Map.entry("all", "from 2"),
            Map.entry("of 1", "x"),
            Map.entry("of 2", "x"));
  }

  @Test
  void notes_ofAReplicateThatFails_areKept() {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.note("of " + ctx.replicate(), "x");
              if (ctx.replicate() == 1) {
                throw new IllegalStateException("broken");
              }
              return 1.0;
            });

    Trial failed =
        failing.optimize(OneParameter.study(4).replicates(3).neverFail()).trials().getFirst();
    assertThat(failed.outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(failed.notes()).containsOnlyKeys("of 0", "of 1");

    Trial tolerated =
        failing
            .optimize(OneParameter.study(4).replicates(3).tolerateReplicates(1))
            .trials()
            .getFirst();
    assertThat(tolerated.notes()).containsOnlyKeys("of 0", "of 1", "of 2");

    Trial penalized =
        failing.optimize(OneParameter.study(4).replicates(3).penalize(9)).trials().getFirst();
    assertThat(penalized.notes()).containsOnlyKeys("of 0", "of 1", "of 2");
  }

  @Test
  void notes_ofAnAttemptThatIsRunAgain_areForgotten() {
    var attempts = new int[1];
    Trial trial =
        only(
            ctx -> {
              ctx.note("attempt " + attempts[0], "x");
              if (attempts[0]++ == 0) {
                throw new IllegalStateException("once");
              }
            },
            OneParameter.study(4).retries(1));

    assertThat(trial.notes()).containsOnlyKeys("attempt 1");
  }

  @Test
  void notes_areNoPartOfTheDigest() {
    StudyResult with = noting(ctx -> ctx.note("k", "v")).optimize(OneParameter.study(4, 2));

    assertThat(with.digest())
        .isEqualTo(OneParameter.EXPERIMENT.optimize(OneParameter.study(4, 2)).digest());
  }

  @Test
  void notes_areInTheJournal_andComeBackFromIt() {
    Path journal = folder.resolve("study.journal");
    Experiment<Double> experiment =
        noting(ctx -> ctx.note("größe", "of " + ctx.trial() + "/" + ctx.replicate() + " 😀"));
    List<Map<String, String>> live =
        experiment.optimize(kept(journal)).trials().stream().map(Trial::notes).toList();

    assertThat(live.get(1)).containsExactly(Map.entry("größe", "of 1/1 😀"));
    assertThat(Journals.records(journal, JournalRecord.ReplicateEnded.class))
        .extracting(ended -> ended.result().notes().get("größe"))
        .containsExactlyInAnyOrder("of 0/0 😀", "of 0/1 😀", "of 1/0 😀", "of 1/1 😀");
    assertThat(JournalTrials.read(journal).trials()).extracting(Trial::notes).isEqualTo(live);
    assertThat(OneParameter.EXPERIMENT.optimize(kept(journal)).trials())
        .as("served, not run")
        .extracting(Trial::notes)
        .isEqualTo(live);
  }

  private static Study kept(Path journal) {
    return OneParameter.study(4, 2).replicates(2).journal(journal, Durability.none());
  }

  @Test
  void notes_areInTheExports() throws IOException {
    StudyResult result =
        noting(
                ctx -> {
                  ctx.note("model", "a, \"b\"\n");
                  if (ctx.trial() == 1) {
                    ctx.note("rare", "r");
                  }
                })
            .optimize(OneParameter.study(4, 2));
    Path file = folder.resolve("export");

    result.writeCsv(file);
    assertThat(Files.readString(file).lines())
        .first()
        .asString()
        .endsWith("parameter:x,note:model,note:rare,seconds");
    assertThat(Files.readString(file)).contains("4.0,\"a, \"\"b\"\"\n\",,").contains("\",r,");

    result.writeJson(file);
    assertThat(Files.readString(file))
        .contains("\"notes\":{\"model\":\"a, \\\"b\\\"\\n\"}")
        .contains("\"rare\":\"r\"");
  }

  @Test
  void textThatIsNotWellFormed_failsTheReplicateAtOnce() {
    Trial trial = only(ctx -> ctx.note("k", "ab\ud83d"), OneParameter.study(4).neverFail());

    assertThat(trial.outcome().toString())
        .contains("note 'k': expected text that is well-formed UTF-16")
        .contains("lone surrogate U+D83D at index 2");
    assertThat(
            only(ctx -> ctx.note("\udc00", "x"), OneParameter.study(4).neverFail())
                .outcome()
                .toString())
        .contains("key of a note: expected text that is well-formed UTF-16");
  }

  @Test
  void blankKey_isRefused() {
    assertThat(
            only(ctx -> ctx.note(" ", "x"), OneParameter.study(4).neverFail()).outcome().toString())
        .contains("expected a key that is not blank, and a text");
  }
}
