package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.study.StudyFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caller hears of it if the journal does not have what was told. */
class JournalLostTest {
  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("study.journal");
  }

  private StudySession session(Durability durability) {
    return OneParameter.study(4, 2, 3).journal(journal, durability).open();
  }

  private void delete() {
    try {
      Files.delete(journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tellNext(StudySession session) {
    session.tell(session.ask(1).getFirst().number(), 1);
  }

  @Test
  void close_ofASessionThatCouldNotWrite_throws() {
    StudySession session = session(Durability.none());
    tellNext(session);
    delete();

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(session::close)
        .withMessageStartingWith("journal " + journal + ": was deleted, moved or replaced");
    session.close();
  }

  @Test
  void tell_afterWritingFailed_fails_andSoDoesEveryLaterOneAndClose() {
    StudySession session = session(Durability.everyRecord());
    tellNext(session);
    delete();

    for (int tell = 0; tell < 2; tell++) {
      assertThatExceptionOfType(StudyFailedException.class)
          .isThrownBy(() -> tellNext(session))
          .withCauseInstanceOf(JournalException.class);
    }
    assertThatExceptionOfType(JournalException.class).isThrownBy(session::close);
  }

  @Test
  void sessionThatCouldNotWrite_releasesItsFile() throws IOException {
    StudySession session = session(Durability.everyRecord());
    Path moved = Files.move(journal, folder.resolve("moved"));
    assertThatExceptionOfType(StudyFailedException.class).isThrownBy(() -> tellNext(session));
    assertThatExceptionOfType(JournalException.class).isThrownBy(session::close);

    Files.move(moved, journal);

    try (StudySession again = session(Durability.none())) {
      assertThat(again.result().trials()).isEmpty();
    }
  }

  @Test
  void journalDeletedWhileItsStudyRuns_failsTheStudy_withItsTrials() {
    Study study = OneParameter.study(4, 2, 3).journal(journal, Durability.none());
    Experiment<Double> deleting =
        Experiment.measuring(
            "loss",
            ctx -> {
              if (ctx.trial() == 1) {
                delete();
              }
              return ctx.get(OneParameter.X);
            });

    StudyFailedException failed =
        catchThrowableOfType(StudyFailedException.class, () -> deleting.optimize(study));

    assertThat(failed).hasMessageContaining("was deleted, moved or replaced while the study ran");
    assertThat(failed.result().trials()).hasSize(3);
  }

  @Test
  void journalReplacedWhileItsStudyRuns_isNotTakenForIt() throws IOException {
    StudySession session = session(Durability.none());
    tellNext(session);
    delete();
    Files.writeString(journal, "of another study");

    assertThatExceptionOfType(JournalException.class).isThrownBy(session::close);

    assertThat(journal).hasContent("of another study");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may give
  void journal_withoutDurability_isRefused() {
    Study study = OneParameter.study(4);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneParameter.EXPERIMENT.optimize(study.journal(journal, null)))
        .withMessageContaining("expected a durability, such as Durability.grouped(), got null");
    assertThat(journal).doesNotExist();
  }
}
