package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalTrials;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Origin;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the caller of a session may do besides asking and telling. */
@Timeout(60)
class StudySessionHandTest {
  private static final OptimizerChoice CHAINED =
      TestOptimizers.of(setting -> new ChainedOptimizer(setting.space(), setting.seed()));

  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void name() {
    journal = folder.resolve("session.journal");
  }

  private Study kept(Study study) {
    return study.journal(journal, Durability.none());
  }

  private static Study chained() {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS).optimizer(CHAINED).neverFail();
  }

  @Test
  void enqueued_isAskedNext_andToldAsNoProposal() {
    var optimizer = OneParameter.proposing(7, 8);
    try (StudySession session =
        OneParameter.study(optimizer).untilOptimizerEnds().startWith(OneParameter.at(3)).open()) {
      session.enqueue(Treatment.of("by hand", Map.of("x", 2)));
      List<Proposal> first = session.ask(3);

      assertThat(first)
          .extracting(proposal -> proposal.treatment().get(OneParameter.X))
          .containsExactly(3.0, 2.0, 7.0);
      first.forEach(p -> session.tell(p, p.treatment().get(OneParameter.X)));
      assertThat(optimizer.toldNumbers()).containsExactly(-1, -2, 0);
      assertThat(session.result().trials())
          .extracting(Trial::origin)
          .containsExactly(Origin.GIVEN, Origin.ENQUEUED, Origin.PROPOSED);
      session.tell(session.ask(1).getFirst(), 1);
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).isTrue();
      session.enqueue(OneParameter.at(1));
      assertThat(session.isOver()).isFalse();
      assertThat(session.ask(1)).singleElement().extracting(Proposal::number).isEqualTo(4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.enqueue(Treatment.of("wide", Map.of("x", 11))))
          .withMessageContaining("treatment 'wide': parameter 'x': expected real [0.0, 10.0]");
    }
  }

  @Test
  void withdrawn_isToldAsRejected_andNotCountedAsAFailure() {
    var optimizer = OneParameter.proposing(7, 8);
    try (StudySession session = OneParameter.study(optimizer).untilOptimizerEnds().open()) {
      Proposal proposal = session.ask(1).getFirst();

      Trial trial = session.withdraw(proposal, "too expensive");

      assertThat(trial.outcome()).hasToString("withdrawn: too expensive");
      assertThat(optimizer.told()).singleElement().extracting(Trial::number).isEqualTo(0);
      assertThat(session.pending()).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.tell(proposal, 1))
          .withMessage("trial 0 is not pending; pending are []");
    }
  }

  @Test
  void runInstead_tellsBothToTheOptimizer_andKeepsOneTrial() {
    var optimizer = OneParameter.proposing(7, 8);
    try (StudySession session = OneParameter.study(optimizer).untilOptimizerEnds().open()) {
      Proposal proposal = session.ask(1).getFirst();

      Proposal other = session.runInstead(proposal, Treatment.of("nearby", Map.of("x", 6.5)));
      Trial trial = session.tell(other, 6.5);

      assertThat(trial.number()).isZero();
      assertThat(trial.treatment().get(OneParameter.X)).isEqualTo(6.5);
      assertThat(trial.origin()).isEqualTo(Origin.GIVEN);
      assertThat(optimizer.toldNumbers()).containsExactly(0, -1);
      assertThat(optimizer.told().get(0).treatment().get(OneParameter.X)).isEqualTo(7);
      assertThat(optimizer.told().get(0).outcome())
          .hasToString("withdrawn: another treatment was run in its place");
      assertThat(optimizer.told().get(1).value()).isEqualTo(6.5);
      session.tell(session.ask(1).getFirst(), 8);
      assertThat(optimizer.toldNumbers()).containsExactly(0, -1, 1);
      assertThat(session.result().trials()).hasSize(2);
    }
  }

  @Test
  void runInstead_whatDoesNotFit_isRefused_andTheProposalStays() {
    SearchSpace space = OneParameter.SPACE.subjectTo("small", t -> t.get(OneParameter.X) < 9);
    Treatment five = space.fromUnit(new double[] {0.5});
    try (StudySession session =
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(_ -> new ScriptedOptimizer(n -> n < 2 ? five : null)))
            .untilOptimizerEnds()
            .open()) {
      Proposal proposal = session.ask(1).getFirst();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.runInstead(proposal, Treatment.of("a", Map.of("x", 9.5))))
          .withMessageContaining("would be rejected by constraint 'small'");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.runInstead(proposal, Treatment.of("a", Map.of("z", 1))))
          .withMessageContainingAll("'a' has 2 faults", "'z'", "lacks a value");
      assertThat(session.pending()).containsExactly(proposal);
    }
  }

  @Test
  void reports_areJudged_andKept() {
    Study study = chained().pruner(TestPruners.aboveTheMean()).trials(20);
    try (StudySession session = kept(study).open()) {
      while (!session.isOver()) {
        for (Proposal proposal : session.ask(1)) {
          double x = proposal.number() < 6 ? 1 : 9;
          boolean pruned = false;
          for (int step = 0; step < 3 && !pruned; step++) {
            session.report(proposal, step, x);
            pruned = session.shouldPrune(proposal);
          }
          var _ = pruned ? session.tellPruned(proposal) : session.tell(proposal, x);
        }
      }
      StudyResult result = session.result();
      assertThat(result.trial(5).isCompleted()).isTrue();
      assertThat(result.trial(5).reports()).hasSize(3);
      assertThat(result.trial(6).outcome()).isEqualTo(new Outcome.Pruned(0, 0));
      assertThat(result.trial(6).reports()).hasSize(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.report(6, 1, 0.5))
          .withMessageContaining("trial 6 is not pending");
    }
    try (StudySession again = kept(study).open()) {
      assertThat(again.result().digest()).isEqualTo(JournalTrials.read(journal).result().digest());
    }
  }

  @Test
  void report_ofAnotherNumberOfValues_isRefused() {
    try (StudySession session = OneParameter.study(1).open()) {
      Proposal proposal = session.ask(1).getFirst();
      assertThat(session.shouldPrune(proposal)).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.report(proposal, 1, 0.5, 0.6))
          .withMessageStartingWith(
              "trial 0: report at step 1: expected a value for each objective");
    }
  }

  @Test
  void notes_areKeptWithTheTrial_whateverItsOutcome() {
    try (StudySession session = kept(OneParameter.study(1, 2).neverFail()).open()) {
      List<Proposal> proposals = session.ask(2);
      session.note(proposals.get(0), "operator", "Ada");
      session.note(proposals.get(1), "batch", "7b");
      session.tell(proposals.get(0), 1);
      Trial failed = session.tellFailed(proposals.get(1), "the sample broke");

      assertThat(failed.outcome())
          .hasToString("failed in replicate 0 at 'session': the sample broke");
      assertThat(failed.notes()).containsExactly(Map.entry("batch", "7b"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.note(0, " ", "x"))
          .withMessageContaining("expected a key that is not blank");
    }
    assertThat(JournalTrials.read(journal).trials().getFirst().notes())
        .containsExactly(Map.entry("operator", "Ada"));
  }

  @Test
  void timeThatHasPassed_isATimedOutTrial_atTheNextCall() {
    try (StudySession session = kept(OneParameter.study(1, 2, 3).neverFail()).open()) {
      Proposal late = session.askWithin(1, Duration.ofNanos(1)).getFirst();
      Proposal early = session.ask(1).getFirst();

      assertThat(session.result().trials())
          .singleElement()
          .extracting(Trial::outcome)
          .isEqualTo(new Outcome.TimedOut(0, "session", Duration.ofNanos(1)));
      assertThat(session.pending()).containsExactly(early);
      assertThat(session.expire()).isEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> session.tell(late, 1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.askWithin(1, Duration.ZERO))
          .withMessage("ask: expected a time above zero, got PT0S");
    }
    try (StudySession again = kept(OneParameter.study(1, 2, 3).neverFail()).open()) {
      assertThat(again.result().trials()).hasSize(1);
      assertThat(again.pending()).hasSize(1);
    }
  }

  /** Whatever a user does, by a seed; until that many trials are told. */
  private static void use(StudySession session, int trials) {
    while (!session.isOver() && session.result().trials().size() < trials) {
      int told = session.result().trials().size();
      var random = new SplittableRandom(told * 31L + session.pending().size());
      if (session.pending().size() < 4) {
        if (random.nextInt(3) == 0) {
          session.enqueue(OneParameter.at(random.nextInt(9)));
        }
        var _ = session.ask(1 + random.nextInt(3));
      }
      List<Proposal> pending = session.pending();
      if (pending.isEmpty()) {
        return;
      }
      Proposal proposal = pending.get(random.nextInt(pending.size()));
      double x = proposal.treatment().get(OneParameter.X);
      switch (random.nextInt(5)) {
        case 0 -> session.withdraw(proposal, "by hand");
        case 1 -> session.tell(session.runInstead(proposal, OneParameter.at(x / 2)), x / 2);
        case 2 -> {
          session.note(proposal, "told", String.valueOf(told));
          session.tellFailed(proposal, "by hand");
        }
        default -> session.tell(proposal, x);
      }
    }
  }

  @Test
  void cutAfterEachRecord_goesOnWithTheSameTrialsSoFar() throws IOException {
    Study study = kept(chained().trials(25).startWith(OneParameter.at(4)));
    String digest;
    try (StudySession session = study.open()) {
      use(session, 25);
      digest = session.result().digest();
      assertThat(session.result().trials())
          .extracting(Trial::origin)
          .contains(Origin.GIVEN, Origin.ENQUEUED, Origin.PROPOSED);
    }
    assertThat(JournalTrials.read(journal).result().digest()).isEqualTo(digest);
    List<Trial> whole = JournalTrials.read(journal).trials();
    byte[] bytes = Files.readAllBytes(journal);
    List<Long> ends = Journals.ends(journal);
    for (int kept = 1; kept < ends.size(); kept++) {
      Files.write(journal, Arrays.copyOf(bytes, Math.toIntExact(ends.get(kept))));
      List<Trial> before = JournalTrials.read(journal).trials();
      try (StudySession session = study.open()) {
        assertThat(session.result().trials())
            .as("after %s records", kept)
            .extracting(Object::toString)
            .containsExactlyElementsOf(before.stream().map(Object::toString).toList())
            .containsExactlyElementsOf(
                whole.subList(0, before.size()).stream().map(Object::toString).toList());
        use(session, 25);
        assertThat(session.result().trials()).hasSizeGreaterThanOrEqualTo(25);
      }
    }
    Files.write(journal, bytes);
    try (StudySession session = study.open()) {
      assertThat(session.result().digest()).isEqualTo(digest);
    }
  }

  /** Four workers, each on its own thread, share a session. */
  @Test
  void manyWorkers_onThreads_tellEachTrialOnce_andResumeAlike() throws Exception {
    Study study = kept(chained().trials(200).pruner(TestPruners.aboveTheMean()));
    String digest;
    try (StudySession session = study.open();
        var workers = Executors.newFixedThreadPool(4)) {
      var done = new ArrayList<Future<?>>();
      for (int worker = 0; worker < 4; worker++) {
        String name = "worker " + worker;
        done.add(
            workers.submit(() -> {
              while (!session.isOver()) {
                for (Proposal proposal : session.ask(1)) {
                  double x = proposal.treatment().get(OneParameter.X);
                  session.note(proposal, "worker", name);
                  session.report(proposal, 0, x);
                  var _ =
                      session.shouldPrune(proposal)
                          ? session.tellPruned(proposal)
                          : session.tell(proposal, x);
                }
              }
            }));
      }
      for (Future<?> future : done) {
        future.get();
      }
      digest = session.result().digest();
      assertThat(new TreeSet<>(session.result().trials().stream().map(Trial::number).toList()))
          .hasSize(200);
    }
    try (StudySession again = study.open()) {
      assertThat(again.result().digest()).isEqualTo(digest);
    }
  }

  @Test
  void closedSession_takesNothingMore() {
    StudySession session = OneParameter.study(1).open();
    session.close();

    assertThatIllegalStateException().isThrownBy(() -> session.enqueue(OneParameter.at(1)));
    assertThatIllegalStateException().isThrownBy(() -> session.withdraw(0, ""));
    assertThatIllegalStateException().isThrownBy(session::expire);
  }
}
