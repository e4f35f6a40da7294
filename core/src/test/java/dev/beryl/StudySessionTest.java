package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.FailurePolicy;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudySessionTest {
  private static final Objective ACCURACY = Objective.maximize("accuracy");

  private static Study twoObjectives(ScriptedOptimizer optimizer) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS, ACCURACY)
        .optimizer(TestOptimizers.of(setting -> optimizer))
        .untilOptimizerEnds();
  }

  @Test
  void askAndTell_drivenByHand_findsTheBest() {
    StudyResult result;
    try (StudySession session = OneParameter.study(4, 2, 3).trials(3).open()) {
      while (!session.isOver()) {
        for (Proposal proposal : session.ask(1)) {
          session.tell(proposal.number(), proposal.treatment().get(OneParameter.X));
        }
      }
      result = session.result();
    }

    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(2);
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.endingText()).isEqualTo("all 3 trials are done");
  }

  @Test
  void askAndTell_byHand_givesTheSameStudyAsOptimize() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .trials(20)
            .seed(5);
    try (StudySession session = study.open()) {
      while (!session.isOver()) {
        for (Proposal proposal : session.ask(1)) {
          session.tell(proposal.number(), proposal.treatment().get(OneParameter.X));
        }
      }

      assertThat(session.result().digest())
          .isEqualTo(OneParameter.EXPERIMENT.optimize(study).digest());
    }
  }

  @Test
  void ask_several_areNumberedInOrder() {
    try (StudySession session = OneParameter.study(4, 2, 3).open()) {
      assertThat(session.ask(2))
          .containsExactly(
              new Proposal(0, OneParameter.at(4)), new Proposal(1, OneParameter.at(2)));
      assertThat(session.ask(5)).containsExactly(new Proposal(2, OneParameter.at(3)));
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).as("three are pending").isFalse();
    }
  }

  @Test
  void ask_beyondTheBudget_givesNoMore() {
    try (StudySession session = OneParameter.study(4, 2, 3).trials(2).open()) {
      assertThat(session.ask(3)).hasSize(2);
      assertThat(session.ask(3)).isEmpty();
      assertThat(session.isOver()).isFalse();
      session.tell(1, 1);
      session.tell(0, 1);
      assertThat(session.isOver()).isTrue();
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.result().ending()).isEqualTo(Ending.BUDGET);
    }
  }

  @Test
  void fail_asOftenAsThePolicyAllows_endsTheStudy() {
    try (StudySession session =
        OneParameter.study(1, 2, 3, 4).failurePolicy(new FailurePolicy(2)).open()) {
      session.ask(4);
      session.fail(0, new IllegalStateException("first"));

      var thrown =
          catchThrowableOfType(
              StudyFailedException.class,
              () -> session.fail(1, new IllegalStateException("second")));

      assertThat(thrown).hasMessageContaining("first").hasMessageContaining("second");
      assertThat(thrown.result().trials()).hasSize(2);
      assertThat(session.isOver()).isTrue();
      assertThat(session.result().ending()).isEqualTo(Ending.FAILED);
      assertThatThrownBy(() -> session.ask(1)).isInstanceOf(StudyFailedException.class);
    }
  }

  @Test
  void ask_rejectedTreatments_areToldAndReplaced() {
    SearchSpace space = OneParameter.SPACE.subjectTo("above three", t -> t.get(OneParameter.X) > 3);
    ScriptedOptimizer optimizer =
        new ScriptedOptimizer(
            number -> number < 8 ? space.fromUnit(new double[] {number / 10.0}) : null);
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(setting -> optimizer))
            .untilOptimizerEnds();
    try (StudySession session = study.open()) {
      List<Proposal> proposals = session.ask(2);

      assertThat(proposals).extracting(Proposal::number).containsExactly(4, 5);
      assertThat(optimizer.toldNumbers()).containsExactly(0, 1, 2, 3);
      assertThat(session.result().trials())
          .allSatisfy(
              trial -> assertThat(trial.outcome()).isEqualTo(new Outcome.Rejected("above three")));
    }
  }

  @Test
  void ask_nothingLeft_isOverOnceNothingIsPending() {
    try (StudySession session = OneParameter.study(1).open()) {
      session.ask(1);
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).isFalse();
      session.tell(0, 1);
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).isTrue();
      assertThat(session.result().ending()).isEqualTo(Ending.EXHAUSTED);
    }
  }

  @Test
  void ask_badMax_isRefused() {
    try (StudySession session = OneParameter.study(1).open()) {
      assertThatThrownBy(() -> session.ask(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ask: expected max >= 1, got 0");
    }
  }

  @Test
  void ask_brokenOptimizer_failsTheStudy() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(
                TestOptimizers.of(setting ->
                    new ScriptedOptimizer(number -> {
                      throw new IllegalStateException("broken");
                    })))
            .trials(3);
    try (StudySession session = study.open()) {
      assertThatThrownBy(() -> session.ask(1))
          .isInstanceOf(StudyFailedException.class)
          .hasMessageContaining("optimizer 'test' could not propose trial 0");
    }
  }

  @Test
  void result_inTheMiddle_doesNotChangeLater() {
    try (StudySession session = twoObjectives(OneParameter.proposing(1, 2, 3)).open()) {
      session.ask(3);
      session.tell(0, 3, 0.5);
      StudyResult early = session.result();
      String digest = early.digest();
      session.tell(1, 2, 0.6);
      session.tell(2, 1, 0.7);

      assertThat(early.ending()).isEqualTo(Ending.STOPPED);
      assertThat(early.trials()).hasSize(1);
      assertThat(early.values(0)).containsExactly(3);
      assertThat(early.bestLossSoFar()).containsExactly(3);
      assertThat(early.paretoFront()).extracting(Trial::number).containsExactly(0);
      assertThat(early.digest()).isEqualTo(digest);
      assertThat(session.result().paretoFront()).extracting(Trial::number).containsExactly(2);
    }
  }

  @Test
  void close_tellsTheListenersOnceAndEndsIt() {
    var listener = new RecordingListener();
    StudySession session = OneParameter.study(1, 2).listener(listener).open();
    session.ask(2);
    session.tell(1, 1);
    session.close();
    session.close();

    assertThat(listener.heard()).containsExactly("start at 0", "trial 1 of 1", "end STOPPED");
    assertThat(session.isOver()).isTrue();
    assertThatThrownBy(() -> session.ask(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the session is closed; open another");
    assertThatThrownBy(() -> session.tell(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.fail(0, new IllegalStateException()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(session.result().trials()).as("still to be read").hasSize(1);
  }

  @Test
  void target_reachedByHand_isOver() {
    try (StudySession session = OneParameter.study(5, 1, 2).target(1).open()) {
      session.ask(2);
      session.tell(0, 5);
      assertThat(session.isOver()).isFalse();
      session.tell(1, 1);
      assertThat(session.isOver()).isTrue();
      assertThat(session.result().endingText()).isEqualTo("trial 1 reached the target 1.0");
    }
  }

  @Test
  void proposals_areTreatmentsOfTheSpace() {
    try (StudySession session = OneParameter.study(5).open()) {
      Treatment treatment = session.ask(1).getFirst().treatment();

      assertThat(treatment.space()).containsSame(OneParameter.SPACE);
    }
  }
}
