package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalExport;
import dev.beryl.journal.JournalRecord;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with a journal: what was asked and told is done again when one is opened again. */
class JournalSessionTest {
  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("session.journal");
  }

  private Study kept(Study study) {
    return study.journal(journal, Durability.none());
  }

  private Study chained(Predicate<Treatment> allowed) {
    SearchSpace space = OneParameter.SPACE.subjectTo("allowed", allowed);
    return kept(
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(s -> new ChainedOptimizer(s.space(), s.seed())))
            .trials(40)
            .neverFail());
  }

  /** Whatever a user does, by a seed; until that many trials are told. */
  private static void use(StudySession session, int trials) {
    while (!session.isOver() && session.result().trials().size() < trials) {
      int asked = session.result().trials().size() + session.pending().size();
      var random = new SplittableRandom(asked * 31L + session.pending().size());
      if (session.pending().size() < 4) {
        var _ = session.ask(1 + random.nextInt(3));
      }
      List<Proposal> pending = session.pending();
      if (pending.isEmpty()) {
        return;
      }
      Proposal proposal = pending.get(random.nextInt(pending.size()));
      double x = proposal.treatment().get(OneParameter.X);
      switch (random.nextInt(5)) {
        case 0 -> session.fail(proposal.number(), new IllegalStateException("by hand"));
        case 1 -> session.tell(proposal.number(), Map.of("loss", new double[] {x, x + 1, x + 2}));
        case 2 -> session.tell(proposal.number(), Double.NaN);
        default -> session.tell(proposal.number(), x);
      }
    }
  }

  private String whole(Predicate<Treatment> allowed) throws IOException {
    try (StudySession session = chained(allowed).open()) {
      use(session, 40);
      assertThat(session.result().trials()).hasSize(40);
      return session.result().digest();
    } finally {
      Files.delete(journal);
    }
  }

  @Test
  void openedAgain_time_andAgain_isTheSameStudy() throws IOException {
    Predicate<Treatment> allowed = t -> t.get(OneParameter.X) < 7;
    String digest = whole(allowed);
    for (int trials = 3; trials < 40; trials += 4) {
      try (StudySession session = chained(allowed).open()) {
        use(session, trials);
      }
    }
    try (StudySession session = chained(allowed).open()) {
      use(session, 40);
      assertThat(session.result().digest()).isEqualTo(digest);
    }
  }

  /** A constraint that throws makes a trial that failed without being run. */
  @Test
  void constraintThatThrows_isDoneAgain() throws IOException {
    Predicate<Treatment> broken =
        t -> {
          if (t.get(OneParameter.X) > 6) {
            throw new IllegalStateException("broken");
          }
          return t.get(OneParameter.X) > 1;
        };
    String digest = whole(broken);
    try (StudySession session = chained(broken).open()) {
      use(session, 20);
      assertThat(session.result().trials())
          .extracting(t -> t.outcome().getClass().getSimpleName())
          .contains("Failed", "Rejected");
    }
    try (StudySession session = chained(broken).open()) {
      use(session, 40);
      assertThat(session.result().digest()).isEqualTo(digest);
    }
  }

  @Test
  void cutAfterEachRecord_goesOnWithWhatIsLeft() throws IOException {
    Predicate<Treatment> allowed = t -> t.get(OneParameter.X) < 7;
    try (StudySession session = chained(allowed).open()) {
      use(session, 40);
    }
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    List<JournalRecord> records = Journals.records(journal);
    for (int kept = 1; kept < ends.size(); kept++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));
      long told =
          records.subList(0, kept).stream().filter(JournalRecord.Told.class::isInstance).count();
      try (StudySession session = chained(allowed).open()) {
        // A treatment that was asked for and has to be rejected is so at once.
        assertThat(session.result().trials()).hasSizeGreaterThanOrEqualTo((int) told);
        use(session, 40);
        assertThat(session.result().trials()).hasSize(40);
      }
      assertThat(Journals.records(journal))
          .startsWith(records.subList(0, kept).toArray(JournalRecord[]::new));
    }
  }

  @Test
  void pending_afterOpeningAgain_isWhatWasAskedForAndNotTold() {
    try (StudySession session = kept(OneParameter.study(4, 2, 3)).open()) {
      session.ask(3);
      session.tell(1, 2.5);
    }
    try (StudySession session = kept(OneParameter.study(4, 2, 3)).open()) {
      assertThat(session.pending())
          .containsExactly(
              new Proposal(0, OneParameter.at(4)), new Proposal(2, OneParameter.at(3)));
      assertThat(session.result().trials()).hasSize(1);
      assertThat(session.result().trials().getFirst().value()).isEqualTo(2.5);
      assertThat(session.ask(1)).isEmpty();
      session.tell(2, 3);
      session.tell(0, 4);
      assertThat(session.isOver()).as("nothing is left to ask for").isFalse();
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).isTrue();
    }
    assertThat(Journals.records(journal))
        .last()
        .isInstanceOfSatisfying(
            JournalRecord.Ended.class,
            ended -> assertThat(ended.ending()).isEqualTo(Ending.EXHAUSTED));
  }

  /** A tell of three replicates, of which the process left two, and then another of one. */
  @Test
  void tellThatWasCutShort_countsForNothing() throws IOException {
    try (StudySession session = kept(OneParameter.study(4, 2)).open()) {
      session.ask(1);
      session.tell(0, Map.of("loss", new double[] {1, 2, 3}));
    }
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(4)))); // opened, asked, 2
    try (StudySession session = kept(OneParameter.study(4, 2)).open()) {
      assertThat(session.pending()).hasSize(1);
      session.tell(0, 7);
    }
    try (StudySession session = kept(OneParameter.study(4, 2)).open()) {
      assertThat(session.result().trials().getFirst().samples("loss").toArray()).containsExactly(7);
    }
    var out = new ByteArrayOutputStream();
    JournalExport.json(journal, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"replicates\":1,\"samples\":{\"loss\":[[7.0]]}");
  }

  @Test
  void failure_endsItAgain() {
    Study study = kept(OneParameter.study(1, 2)).failFast();
    try (StudySession session = study.open()) {
      session.ask(1);
      assertThatExceptionOfType(StudyFailedException.class)
          .isThrownBy(() -> session.fail(0, new IllegalStateException("first")));
    }
    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> kept(OneParameter.study(1, 2)).failFast().open())
        .withMessageContaining("first");
    kept(OneParameter.study(1, 2)).neverFail().open().close();
  }

  @Test
  void otherProposal_isAnErrorAndGivesTheJournalFree() {
    try (StudySession session = kept(OneParameter.study(4)).open()) {
      session.ask(1);
    }
    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(() -> kept(OneParameter.study(3)).open())
        .withCauseInstanceOf(JournalException.class)
        .withMessageContaining("trial 0: {x=4.0} was recorded, and now {x=3.0} is proposed");
    kept(OneParameter.study(4)).open().close();
  }

  @Test
  void openedAgain_withNothingNew_writesNothing() throws IOException {
    try (StudySession session = kept(OneParameter.study(4, 2)).open()) {
      session.ask(2);
      session.tell(0, 1);
    }
    byte[] bytes = Files.readAllBytes(journal);

    kept(OneParameter.study(4, 2)).open().close();

    assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
  }
}
