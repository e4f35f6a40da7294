package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Delegation;
import dev.beryl.spi.Optimizer;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyListener;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an optimizer says of those that propose for it, on its way through a study. */
class DelegationsTest {
  private static final Delegation FIRST = new Delegation(0, "first", "it starts");
  private static final Delegation THEN = new Delegation(3, "second", "it goes on, \"finely\"");

  /** Says that another one proposes from trial 3 on. */
  private static final class Delegating implements Optimizer {
    private int asked;
    private List<Delegation> delegations = List.of();

    @Override
    public List<Treatment> ask(int max) {
      delegations = asked >= 3 ? List.of(FIRST, THEN) : List.of(FIRST);
      return List.of(OneParameter.at(asked++));
    }

    @Override
    public void tell(Trial trial) {}

    @Override
    public List<Delegation> delegations() {
      return delegations;
    }
  }

  private static Study study() {
    return OneParameter.study(new Delegating()).trials(5);
  }

  @Test
  void result_hasThem_andNamesThemInItsText() {
    StudyResult result = OneParameter.EXPERIMENT.optimize(study());

    assertThat(result.delegations()).containsExactly(FIRST, THEN);
    assertThat(result).asString().contains(" by test (first until trial 3, then second) in ");
  }

  @Test
  void result_ofAnOptimizerThatProposesItself_hasNone() {
    StudyResult result = OneParameter.EXPERIMENT.optimize(OneParameter.study(1, 2));

    assertThat(result.delegations()).isEmpty();
    assertThat(result).asString().contains(" by test in ");
  }

  @Test
  void listeners_hearOfEach_beforeItsFirstTrialRuns() {
    var heard = new ArrayList<String>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onDelegation(Delegation delegation, Progress progress) {
            heard.add(delegation.optimizer() + " after " + progress.trials());
            assertThat(progress.delegations()).endsWith(delegation);
          }

          @Override
          public void onTrial(Trial trial, Progress progress) {
            heard.add("trial " + trial.number());
          }
        };

    var _ = OneParameter.EXPERIMENT.optimize(study().listener(listener));

    assertThat(heard)
        .containsExactly(
            "first after 0",
            "trial 0",
            "trial 1",
            "trial 2",
            "second after 3",
            "trial 3",
            "trial 4");
  }

  @Test
  void listenerThatThrows_doesNotStopTheStudy() {
    StudyListener throwing =
        new StudyListener() {
          @Override
          public void onDelegation(Delegation delegation, Progress progress) {
            throw new IllegalStateException("not me");
          }
        };

    assertThat(OneParameter.EXPERIMENT.optimize(study().listener(throwing)).trials()).hasSize(5);
  }

  @Test
  void session_hasThem() {
    try (StudySession session = study().open()) {
      for (int i = 0; i < 4; i++) {
        assertThat(session.ask(1)).hasSize(1);
      }
      assertThat(session.result().delegations()).containsExactly(FIRST, THEN);
    }
  }

  @Test
  void optimizerThatTakesOneBack_endsTheStudy() {
    Optimizer forgetting =
        new Optimizer() {
          private int asked;

          @Override
          public List<Treatment> ask(int max) {
            return List.of(OneParameter.at(asked++));
          }

          @Override
          public void tell(Trial trial) {}

          @Override
          public List<Delegation> delegations() {
            return asked == 1 ? List.of(FIRST) : List.of();
          }
        };

    assertThatExceptionOfType(StudyFailedException.class)
        .isThrownBy(
            () -> OneParameter.EXPERIMENT.optimize(OneParameter.study(forgetting).trials(5)))
        .withMessageContaining("could not propose trial 1")
        .withMessageContaining("expected those before and new ones");
  }

  @Test
  void journal_hasEachBeforeItsFirstTrial_andReadersGiveThem(@TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("study.journal");
    var _ = OneParameter.EXPERIMENT.optimize(study().journal(journal, Durability.none()));

    var kinds = new ArrayList<String>();
    for (JournalRecord record : Journals.records(journal)) {
      switch (record) {
        case JournalRecord.Asked asked -> kinds.add("asked " + asked.trial());
        case JournalRecord.Delegated delegated -> kinds.add(delegated.delegation().optimizer());
        default -> {}
      }
    }
    assertThat(kinds)
        .containsExactly("first", "asked 0", "asked 1", "asked 2", "second", "asked 3", "asked 4");
    StudyResult read = JournalTrials.read(journal).result();
    assertThat(read.delegations()).containsExactly(FIRST, THEN);
    var json = new StringBuilder();
    read.writeJson(json);
    assertThat(json)
        .contains(
            "\"delegations\":[{\"trial\":0,\"optimizer\":\"first\",\"reason\":\"it starts\"},"
                + "{\"trial\":3,\"optimizer\":\"second\",\"reason\":\"it goes on, \\\"finely\\\"\"}]");
  }

  /** Proposes five at once, of which the last two are another one's. */
  private static Study atOnce(Path journal) {
    Optimizer proposing =
        new Optimizer() {
          private int asked;

          @Override
          public List<Treatment> ask(int max) {
            var proposals = new ArrayList<Treatment>();
            while (asked < 5 && proposals.size() < max) {
              proposals.add(OneParameter.at(asked++));
            }
            return proposals;
          }

          @Override
          public void tell(Trial trial) {}

          @Override
          public List<Delegation> delegations() {
            return asked > 3 ? List.of(FIRST, THEN) : List.of(FIRST);
          }
        };
    return OneParameter.study(proposing)
        .untilOptimizerEnds()
        .parallelism(5)
        .journal(journal, Durability.everyRecord());
  }

  @Test
  void journal_handOverWithinOneAsk_hasItBeforeItsFirstTrial_andIsContinued(@TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("study.journal");
    StudyResult whole = OneParameter.EXPERIMENT.optimize(atOnce(journal));

    byte[] bytes = Files.readAllBytes(journal);
    for (long end : Journals.ends(journal)) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(end)));
      StudyResult again = OneParameter.EXPERIMENT.optimize(atOnce(journal));

      assertThat(again.digest()).isEqualTo(whole.digest());
      assertThat(JournalTrials.read(journal).result().delegations()).containsExactly(FIRST, THEN);
    }
  }

  @Test
  void journal_cutAnywhere_isContinuedWithTheSameBytesAfterItsOpening(@TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("study.journal");
    var _ = OneParameter.EXPERIMENT.optimize(study().journal(journal, Durability.none()));
    byte[] whole = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    for (long end : ends) {
      Files.write(journal, Arrays.copyOf(whole, Math.toIntExact(end)));

      StudyResult again =
          OneParameter.EXPERIMENT.optimize(study().journal(journal, Durability.none()));

      assertThat(again.delegations()).containsExactly(FIRST, THEN);
      assertThat(Journals.records(journal, JournalRecord.Delegated.class))
          .as("cut after %s bytes", end)
          .extracting(JournalRecord.Delegated::delegation)
          .containsExactly(FIRST, THEN);
    }
  }
}
