package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of that which a session is told. */
class StudySessionTellTest {
  private static final Objective ACCURACY = Objective.maximize("accuracy");

  private static Study twoObjectives(ScriptedOptimizer optimizer) {
    return Study.of(OneParameter.SPACE, OneParameter.LOSS, ACCURACY)
        .optimizer(TestOptimizers.of(setting -> optimizer))
        .untilOptimizerEnds();
  }

  @Test
  void tell_inAnyOrder_keepsNumbersAndTheOrderOfTelling() {
    ScriptedOptimizer optimizer = OneParameter.proposing(4, 2, 3);
    try (StudySession session = OneParameter.study(optimizer).untilOptimizerEnds().open()) {
      session.ask(3);
      session.tell(2, 3);
      session.tell(0, 4);
      Trial last = session.tell(1, 3);

      assertThat(last.number()).isEqualTo(1);
      assertThat(last.treatment()).isEqualTo(OneParameter.at(2));
      assertThat(optimizer.toldNumbers()).containsExactly(2, 0, 1);
      StudyResult result = session.result();
      assertThat(result.trials()).extracting(Trial::number).containsExactly(2, 0, 1);
      assertThat(result.column("x")).containsExactly(3, 4, 2);
      assertThat(result.bestTrial().orElseThrow().number())
          .as("earliest told of equals")
          .isEqualTo(2);
    }
  }

  @Test
  void tell_aProposal_isTellingItsNumber() {
    try (StudySession session = OneParameter.study(4, 2, 3).open()) {
      List<Proposal> proposals = session.ask(3);

      assertThat(session.tell(proposals.get(1), 7).number()).isEqualTo(1);
      Trial replicated = session.tell(proposals.get(2), Map.of("loss", new double[] {1, 3}));
      assertThat(replicated.number()).isEqualTo(2);
      assertThat(replicated.value()).isEqualTo(2);
      Trial failed = session.fail(proposals.get(0), new IllegalStateException("no power"));
      assertThat(failed.number()).isZero();
      assertThat(failed.outcome().toString()).contains("no power");
      assertThat(session.pending()).isEmpty();
      assertThatThrownBy(() -> session.tell(proposals.get(1), 7))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 1 is not pending; pending are []");
    }
  }

  @Test
  void tell_theProposalOfAnotherSession_isRefusedWithBothTreatments() {
    try (StudySession session = OneParameter.study(4, 2).open();
        StudySession other = OneParameter.study(5, 6).open()) {
      session.ask(2);
      Proposal foreign = other.ask(2).getFirst();

      assertThatThrownBy(() -> session.tell(foreign, 7))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("proposal 0 is not of this session: expected x4.0{x=4.0}, got x5.0{x=5.0}");
      assertThatThrownBy(() -> session.fail(null, new Exception()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("proposal: expected a proposal of this session, got null");
      assertThat(session.pending()).hasSize(2);
    }
  }

  @Test
  void tell_theSameOrder_isTheSameStudyAndAnotherIsAnother() {
    assertThat(digestOfOrder(2, 0, 1)).isEqualTo(digestOfOrder(2, 0, 1));
    assertThat(digestOfOrder(2, 0, 1)).isNotEqualTo(digestOfOrder(0, 1, 2));
  }

  private static String digestOfOrder(int... order) {
    try (StudySession session = OneParameter.study(4, 2, 3).open()) {
      session.ask(3);
      for (int number : order) {
        session.tell(number, number);
      }
      return session.result().digest();
    }
  }

  @Test
  void tell_unknownOrTwice_isRefused() {
    try (StudySession session = OneParameter.study(4, 2, 3).open()) {
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
    try (StudySession session = twoObjectives(OneParameter.proposing(1)).open()) {
      session.ask(1);

      assertThatThrownBy(() -> session.tell(0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 0: expected 2 values, one for each of [loss, accuracy], got [1.0]");
      assertThat(session.tell(0, 1, 0.5).isCompleted()).isTrue();
    }
  }

  @Test
  void tell_severalObjectives_takeValuesInOrder() {
    try (StudySession session = twoObjectives(OneParameter.proposing(1, 2)).open()) {
      session.ask(2);
      Trial trial = session.tell(0, 3, 0.5);
      session.tell(1, 4, 0.9);

      assertThat(trial.value(0)).isEqualTo(3);
      assertThat(trial.value(1)).isEqualTo(0.5);
      assertThat(trial.losses()).containsExactly(3, -0.5);
      assertThat(session.result().paretoFront()).hasSize(2);
      assertThatThrownBy(() -> session.result().recommended())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tell_objectivesOfOneMetric_takeOneValue() {
    Study study =
        Study.of(
                OneParameter.SPACE,
                OneParameter.LOSS,
                Objective.minimize("loss", Aggregation.max()))
            .optimizer(TestOptimizers.of(setting -> OneParameter.proposing(1, 2)))
            .untilOptimizerEnds();
    try (StudySession session = study.open()) {
      session.ask(2);

      assertThatThrownBy(() -> session.tell(0, 3, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "trial 0: metric 'loss' is measured twice: expected one value, got 3.0 and 4.0");
      assertThat(session.tell(0, 3, 3).losses()).containsExactly(3, 3);
      assertThat(session.tell(1, Map.of("loss", new double[] {1, 3})).losses())
          .containsExactly(2, 3);
    }
  }

  @Test
  void tell_metricsByReplicate_areAggregated() {
    try (StudySession session = OneParameter.study(1).open()) {
      session.ask(1);
      Trial trial =
          session.tell(0, Map.of("time", new double[] {9, 8, 7}, "loss", new double[] {1, 2, 6}));

      assertThat(trial.value()).isEqualTo(3);
      assertThat(trial.replicates()).isEqualTo(3);
      assertThat(trial.standardError()).isEqualTo(Math.sqrt((4 + 1 + 9) / 2.0 / 3));
      assertThat(trial.samples("time").toArray()).containsExactly(9, 8, 7);
      assertThat(trial.metrics()).containsExactly("loss", "time");
    }
  }

  @Test
  void tell_unevenOrEmptyMetrics_areRefusedTogether() {
    try (StudySession session = OneParameter.study(1).open()) {
      session.ask(1);

      assertThatThrownBy(() ->
              session.tell(0, Map.of("time", new double[] {9}, "loss", new double[] {1, 2, 6})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("trial 0: metric 'time': expected 3 values, as for the other metrics, got 1");
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
    try (StudySession session = OneParameter.study(1).open()) {
      session.ask(1);
      Trial trial = session.tell(0, Map.of("lost", new double[] {1}));

      assertThat(trial.outcome().toString()).contains("was not recorded").contains("'lost'");
    }
  }

  @Test
  void tell_notFinite_failsTheTrial() {
    try (StudySession session = OneParameter.study(1).open()) {
      session.ask(1);

      assertThat(session.tell(0, Double.NaN).outcome()).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void fail_isToldWithItsCause() {
    ScriptedOptimizer optimizer = OneParameter.proposing(1, 2);
    var cause = new IllegalStateException("power cut");
    try (StudySession session = OneParameter.study(optimizer).untilOptimizerEnds().open()) {
      session.ask(2);
      Trial trial = session.fail(1, cause);

      Outcome.Failed failed = (Outcome.Failed) trial.outcome();
      assertThat(failed.cause()).isSameAs(cause);
      assertThat(failed.message()).isEqualTo("java.lang.IllegalStateException: power cut");
      assertThat(trial.replicates()).isZero();
      assertThat(optimizer.toldNumbers()).containsExactly(1);
    }
  }
}
