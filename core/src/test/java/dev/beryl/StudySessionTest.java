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
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudySessionTest {
  private static final Objective ACCURACY = Objective.maximize("accuracy");

  private static Study twoObjectives(ScriptedOptimizer optimizer) {
    return Study.of(Line.SPACE, Line.LOSS, ACCURACY)
        .optimizer(TestOptimizers.of(setting -> optimizer))
        .untilExhausted();
  }

  @Test
  void askAndTell_drivenByHand_findsTheBest() {
    StudyResult result;
    try (StudySession session = Line.study(4, 2, 3).trials(3).open()) {
      while (!session.isOver()) {
        for (Proposal proposal : session.ask(1)) {
          session.tell(proposal.number(), proposal.treatment().get(Line.X));
        }
      }
      result = session.result();
    }

    assertThat(result.best().get(Line.X)).isEqualTo(2);
    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.endingText()).isEqualTo("all 3 trials are done");
  }

  @Test
  void askAndTell_byHand_givesTheSameStudyAsOptimize() {
    Study study =
        Study.of(Line.SPACE, Line.LOSS).optimizer(TestOptimizers.uniform()).trials(20).seed(5);
    try (StudySession session = study.open()) {
      while (!session.isOver()) {
        for (Proposal proposal : session.ask(1)) {
          session.tell(proposal.number(), proposal.treatment().get(Line.X));
        }
      }

      assertThat(session.result().digest()).isEqualTo(Line.EXPERIMENT.optimize(study).digest());
    }
  }

  @Test
  void ask_several_areNumberedInOrder() {
    try (StudySession session = Line.study(4, 2, 3).open()) {
      assertThat(session.ask(2))
          .containsExactly(new Proposal(0, Line.at(4)), new Proposal(1, Line.at(2)));
      assertThat(session.ask(5)).containsExactly(new Proposal(2, Line.at(3)));
      assertThat(session.ask(1)).isEmpty();
      assertThat(session.isOver()).as("three are pending").isFalse();
    }
  }

  @Test
  void ask_beyondTheBudget_givesNoMore() {
    try (StudySession session = Line.study(4, 2, 3).trials(2).open()) {
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
  void tell_inAnyOrder_keepsNumbersAndTheOrderOfTelling() {
    ScriptedOptimizer optimizer = Line.proposing(4, 2, 3);
    try (StudySession session = Line.study(optimizer).untilExhausted().open()) {
      session.ask(3);
      session.tell(2, 3);
      session.tell(0, 4);
      Trial last = session.tell(1, 3);

      assertThat(last.number()).isEqualTo(1);
      assertThat(last.treatment()).isEqualTo(Line.at(2));
      assertThat(optimizer.toldNumbers()).containsExactly(2, 0, 1);
      StudyResult result = session.result();
      assertThat(result.trials()).extracting(Trial::number).containsExactly(2, 0, 1);
      assertThat(result.column("x")).containsExactly(3, 4, 2);
      assertThat(result.bestTrial().orElseThrow().number()).as("earliest told of equals").isEqualTo(2);
    }
  }

  @Test
  void tell_theSameOrder_isTheSameStudyAndAnotherIsAnother() {
    assertThat(digestOfOrder(2, 0, 1)).isEqualTo(digestOfOrder(2, 0, 1));
    assertThat(digestOfOrder(2, 0, 1)).isNotEqualTo(digestOfOrder(0, 1, 2));
  }

  private static String digestOfOrder(int... order) {
    try (StudySession session = Line.study(4, 2, 3).open()) {
      session.ask(3);
      for (int number : order) {
        session.tell(number, number);
      }
      return session.result().digest();
    }
  }

  @Test
  void tell_unknownOrTwice_isRefused() {
    try (StudySession session = Line.study(4, 2, 3).open()) {
      session.ask(2);
      session.tell(0, 1);

      assertThatThrownBy(() -> session.tell(0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 0 is not pending; pending are [1]");
      assertThatThrownBy(() -> session.tell(7, 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> session.fail(-1, new IllegalStateException()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(session.result().trials()).hasSize(1);
    }
  }

  @Test
  void tell_wrongNumberOfValues_isRefusedAndTheTrialStaysPending() {
    try (StudySession session = twoObjectives(Line.proposing(1)).open()) {
      session.ask(1);

      assertThatThrownBy(() -> session.tell(0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "trial 0: expected 2 values, one for each of [minimize mean of loss, maximize mean of"
                  + " accuracy], got [1.0]");
      assertThat(session.tell(0, 1, 0.5).isCompleted()).isTrue();
    }
  }

  @Test
  void tell_severalObjectives_takeValuesInOrder() {
    try (StudySession session = twoObjectives(Line.proposing(1, 2)).open()) {
      session.ask(2);
      Trial trial = session.tell(0, 3, 0.5);
      session.tell(1, 4, 0.9);

      assertThat(trial.value(0)).isEqualTo(3);
      assertThat(trial.value(1)).isEqualTo(0.5);
      assertThat(trial.losses()).containsExactly(3, -0.5);
      assertThat(session.result().paretoFront()).hasSize(2);
      assertThatThrownBy(() -> session.result().best()).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tell_objectivesOfOneMetric_takeOneValue() {
    Study study =
        Study.of(Line.SPACE, Line.LOSS, Objective.minimize("loss", Aggregation.max()))
            .optimizer(TestOptimizers.of(setting -> Line.proposing(1, 2)))
            .untilExhausted();
    try (StudySession session = study.open()) {
      session.ask(2);

      assertThatThrownBy(() -> session.tell(0, 3, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "trial 0: metric 'loss' of two objectives: expected one value, got 3.0 and 4.0");
      assertThat(session.tell(0, 3, 3).losses()).containsExactly(3, 3);
      assertThat(session.tell(1, Map.of("loss", new double[] {1, 3})).losses()).containsExactly(2, 3);
    }
  }

  @Test
  void tell_metricsByReplicate_areAggregated() {
    try (StudySession session = Line.study(1).open()) {
      session.ask(1);
      Trial trial =
          session.tell(
              0, Map.of("time", new double[] {9, 8, 7}, "loss", new double[] {1, 2, 6}));

      assertThat(trial.value()).isEqualTo(3);
      assertThat(trial.replicates()).isEqualTo(3);
      assertThat(trial.standardError()).isEqualTo(Math.sqrt((4 + 1 + 9) / 2.0 / 3));
      assertThat(trial.samples("time").toArray()).containsExactly(9, 8, 7);
      assertThat(trial.metrics()).containsExactly("loss", "time");
    }
  }

  @Test
  void tell_unevenOrEmptyMetrics_areRefusedTogether() {
    try (StudySession session = Line.study(1).open()) {
      session.ask(1);

      assertThatThrownBy(
              () ->
                  session.tell(
                      0, Map.of("time", new double[] {9}, "loss", new double[] {1, 2, 6})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 0: metric 'time': expected 3 values, as of the others, got 1");
      assertThatThrownBy(() -> session.tell(0, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 0: metrics: expected at least one value, got none");
      assertThatThrownBy(() -> session.tell(0, Map.of("loss", new double[0])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 0: metrics: expected at least one value, got none");
      assertThat(session.tell(0, 1).isCompleted()).isTrue();
    }
  }

  @Test
  void tell_withoutTheObjectivesMetric_failsTheTrial() {
    try (StudySession session = Line.study(1).open()) {
      session.ask(1);
      Trial trial = session.tell(0, Map.of("lost", new double[] {1}));

      assertThat(trial.outcome().toString()).contains("was not recorded").contains("'lost'");
    }
  }

  @Test
  void tell_notFinite_failsTheTrial() {
    try (StudySession session = Line.study(1).open()) {
      session.ask(1);

      assertThat(session.tell(0, Double.NaN).outcome()).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void fail_isToldWithItsCause() {
    ScriptedOptimizer optimizer = Line.proposing(1, 2);
    var cause = new IllegalStateException("power cut");
    try (StudySession session = Line.study(optimizer).untilExhausted().open()) {
      session.ask(2);
      Trial trial = session.fail(1, cause);

      Outcome.Failed failed = (Outcome.Failed) trial.outcome();
      assertThat(failed.cause()).isSameAs(cause);
      assertThat(failed.message()).isEqualTo("java.lang.IllegalStateException: power cut");
      assertThat(trial.replicates()).isZero();
      assertThat(optimizer.toldNumbers()).containsExactly(1);
    }
  }

  @Test
  void fail_asOftenAsThePolicyAllows_endsTheStudy() {
    try (StudySession session =
        Line.study(1, 2, 3, 4).failures(new FailurePolicy(2)).open()) {
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
    SearchSpace space = Line.SPACE.subjectTo("above three", t -> t.get(Line.X) > 3);
    ScriptedOptimizer optimizer =
        new ScriptedOptimizer(
            number -> number < 8 ? space.fromUnit(new double[] {number / 10.0}) : null);
    Study study =
        Study.of(space, Line.LOSS)
            .optimizer(TestOptimizers.of(setting -> optimizer))
            .untilExhausted();
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
    try (StudySession session = Line.study(1).open()) {
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
    try (StudySession session = Line.study(1).open()) {
      assertThatThrownBy(() -> session.ask(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ask: expected max >= 1, got 0");
    }
  }

  @Test
  void ask_brokenOptimizer_failsTheStudy() {
    Study study =
        Study.of(Line.SPACE, Line.LOSS)
            .optimizer(
                TestOptimizers.of(
                    setting ->
                        new ScriptedOptimizer(
                            number -> {
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
    try (StudySession session = twoObjectives(Line.proposing(1, 2, 3)).open()) {
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
    var listener = new Listening();
    StudySession session = Line.study(1, 2).listener(listener).open();
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
    try (StudySession session = Line.study(5, 1, 2).target(1).open()) {
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
    try (StudySession session = Line.study(5).open()) {
      Treatment treatment = session.ask(1).getFirst().treatment();

      assertThat(treatment.space()).containsSame(Line.SPACE);
    }
  }
}
