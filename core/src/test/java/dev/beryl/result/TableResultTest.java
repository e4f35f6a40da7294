package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.metric.Recordings;
import dev.beryl.metric.TrialTable;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class TableResultTest {

  @Test
  void bestTrial_ofEquals_isTheEarliest() {
    StudyResult result = Tables.result(Tables.ofLosses(Double.NaN, 3, 2, 2, 5, 2));

    assertThat(result.bestTrial().orElseThrow().number()).isEqualTo(2);
    assertThat(result.recommended()).isEqualTo(Tables.at(2));
    assertThat(result.paretoFront()).extracting(Trial::number).containsExactly(2);
  }

  @Test
  void recommended_recommended_goesFirst() {
    TrialTable table = Tables.ofLosses(3, 2);
    var result =
        new TableResult(
            Tables.identity(table).facts(""),
            table,
            Ending.TARGET,
            "reached",
            Tables.at(7),
            Duration.ZERO,
            0,
            List.of(),
            trial -> trial);

    assertThat(result.recommended()).isEqualTo(Tables.at(7));
    assertThat(result.bestTrial().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void recommended_noneCompleted_saysWhatBecameOfThem() {
    StudyResult result =
        Tables.result(
            Tables.ofLosses(
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));

    assertThat(result.bestTrial()).isEmpty();
    assertThatThrownBy(result::recommended)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            """
            no best treatment, because none of 6 trials was completed (all trials are done)
             - trial 0 {x=0.0} failed in replicate 0 at 'fit': it broke
             - trial 1 {x=1.0} failed in replicate 0 at 'fit': it broke
             - trial 2 {x=2.0} failed in replicate 0 at 'fit': it broke
             - trial 3 {x=3.0} failed in replicate 0 at 'fit': it broke
             - trial 4 {x=4.0} failed in replicate 0 at 'fit': it broke\
            """);
  }

  @Test
  void recommended_noTrialAtAll_isAnError() {
    assertThatThrownBy(Tables.result(Tables.ofLosses())::recommended)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "no best treatment, because none of 0 trials was completed (all trials are done)");
  }

  @Test
  void columns_areInTrialOrder() {
    StudyResult result = Tables.result(Tables.ofLosses(3, Double.NaN, 2, 4));

    assertThat(result.values(0)).containsExactly(3, Double.NaN, 2, 4);
    assertThat(result.column("x")).containsExactly(0, 1, 2, 3);
    assertThat(result.bestLossSoFar()).containsExactly(3, 3, 2, 2);
    result.values(0)[0] = 99;
    assertThat(result.values(0)[0]).as("the array is the caller's").isEqualTo(3);
  }

  @Test
  void bestLossSoFar_beforeTheFirstCompleted_isNaN() {
    assertThat(Tables.result(Tables.ofLosses(Double.NaN, Double.NaN, 2, 4)).bestLossSoFar())
        .containsExactly(Double.NaN, Double.NaN, 2, 2);
  }

  @Test
  void values_byName_areThoseOfEachTrial() {
    TrialTable table = Tables.empty(Tables.SPACE, Tables.LOSS);
    Tables.append(
        table,
        Tables.at(1),
        Outcome.COMPLETED,
        new double[] {3},
        Tables.recorder("loss", 3),
        Tables.recorder("loss", 3));
    Tables.append(table, Tables.at(2), Tables.FAILED, new double[1]);
    var extra = Tables.recorder("loss", 5);
    extra.record("seconds", 2);
    extra.record("seconds", 4);
    Tables.append(table, Tables.at(3), Outcome.COMPLETED, new double[] {5}, extra);
    StudyResult result = Tables.result(table);

    assertThat(result.values("loss")).containsExactly(3, Double.NaN, 5);
    assertThat(result.values("seconds")).containsExactly(Double.NaN, Double.NaN, 3);
    assertThatThrownBy(() -> result.values("secnods"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no completed trial recorded metric 'secnods'; known are [loss, seconds]; did you mean"
                + " 'seconds'?");
  }

  @Test
  void trial_byNumber_isFoundWhereverItWasTold() {
    TrialTable table = Tables.empty(Tables.SPACE, Tables.LOSS);
    for (int number : new int[] {2, 0, 1, 7}) {
      table.append(
          number,
          Tables.at(number),
          Outcome.COMPLETED,
          Recordings.of(Tables.recorder("loss", number)),
          new double[] {number},
          0);
    }
    StudyResult result = Tables.result(table);

    for (int number : new int[] {0, 1, 2, 7}) {
      assertThat(result.trial(number).number()).isEqualTo(number);
      assertThat(result.trial(number).value()).isEqualTo(number);
    }
    assertThatThrownBy(() -> result.trial(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no trial 3: expected the number of one of the 4 trials that were told");
    assertThatThrownBy(() -> result.trial(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void values_unknownObjective_isRefused() {
    StudyResult result = Tables.result(Tables.ofLosses(3));

    assertThatThrownBy(() -> result.values(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> result.values(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    Trial trial = result.trials().getFirst();
    assertThatThrownBy(() -> trial.value(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> trial.loss(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> trial.standardError(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void column_everyKindOfParameter() {
    CategoricalParameter<String> kernel = Parameter.choice("kernel", "linear", "rbf");
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("rate", 1e-6, 1).log(),
            Parameter.real("share", 0, 1).step(0.1),
            Parameter.integer("depth", -5, 5),
            kernel,
            Parameter.real("gamma", 0, 1).when(kernel, "rbf"),
            Parameter.ordinal("size", "S", "M", "L"));
    TrialTable table = Tables.empty(space, Tables.LOSS);
    Tables.append(
        table,
        space.bind(
            Treatment.of(
                "a",
                Map.of("rate", 1e-3, "share", 0.3, "depth", -4, "kernel", "linear", "size", "L"))),
        1);
    Tables.append(
        table,
        space.bind(
            Treatment.of(
                "b",
                Map.of(
                    "rate", 1.0, "share", 0, "depth", 5, "kernel", "rbf", "gamma", 0.25, "size",
                    "S"))),
        2);
    StudyResult result = Tables.result(table);

    assertThat(result.column("rate")).containsExactly(1e-3, 1);
    assertThat(result.column("share")).containsExactly(0.3, 0);
    assertThat(result.column("depth")).containsExactly(-4, 5);
    assertThat(result.column("kernel")).containsExactly(0, 1);
    assertThat(result.column("gamma")).containsExactly(Double.NaN, 0.25);
    assertThat(result.column("size")).containsExactly(2, 0);
    assertThatThrownBy(() -> result.column("gama"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no parameter 'gama' in the space; known are [rate, share, depth, kernel, gamma, size];"
                + " did you mean 'gamma'?");
  }

  @Test
  void trials_list_isReadOnlyAndBounded() {
    List<Trial> trials = Tables.result(Tables.ofLosses(3, 2)).trials();

    assertThat(trials).hasSize(2);
    assertThat(trials.get(1).treatment()).isEqualTo(Tables.at(1));
    assertThat(trials.get(1)).isEqualTo(trials.get(1)).hasSameHashCodeAs(trials.get(1));
    assertThat(trials.get(1)).isNotEqualTo(trials.get(0));
    assertThatThrownBy(() -> trials.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> trials.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void result_ofATableThatGrows_staysAsItWas() {
    TrialTable table = Tables.empty(Tables.SPACE, Tables.LOSS, Objective.maximize("accuracy"));
    Tables.append(table, Tables.at(1), 5, 0.5);
    StudyResult early = Tables.result(table);
    Tables.append(table, Tables.at(2), 4, 0.9);

    assertThat(early.trials()).hasSize(1);
    assertThat(early.values(1)).containsExactly(0.5);
    assertThat(early.paretoFront()).extracting(Trial::number).containsExactly(0);
    assertThat(Tables.result(table).paretoFront()).extracting(Trial::number).containsExactly(1);
  }

  @Test
  void trial_rejected_hasNoValues() {
    TrialTable table = Tables.empty(Tables.SPACE, Tables.LOSS);
    Tables.append(table, Tables.at(1), new Outcome.Rejected("too big"), new double[1]);
    Trial trial = Tables.result(table).trials().getFirst();

    assertThat(trial.toString()).isEqualTo("trial 0 {x=1.0} rejected by constraint 'too big'");
    assertThat(trial.metrics()).isEmpty();
    assertThatThrownBy(trial::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rejected by constraint 'too big'");
    assertThatThrownBy(() -> trial.samples("loss"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trial 0 has no metric 'loss'; there are none");
  }

  @Test
  void accessors_giveWhatTheStudyWas() {
    StudyResult result = Tables.result(Tables.ofLosses(3));

    assertThat(result.ending()).isEqualTo(Ending.BUDGET);
    assertThat(result.endingText()).isEqualTo("all trials are done");
    assertThat(result.elapsed()).isEqualTo(Duration.ofMillis(2500));
    assertThat(result.optimizer()).isEqualTo("grid");
    assertThat(result.seed()).isEqualTo(42);
    assertThat(result.space()).isSameAs(Tables.SPACE);
    assertThat(result.objectives()).containsExactly(Tables.LOSS);
    assertThat(result.trials().getFirst().duration()).isEqualTo(Duration.ofMillis(1500));
    assertThat(result.trials().getFirst()).hasToString("trial 0 {x=0.0} loss=3.0");
    assertThat(result)
        .hasToString(
            "1 trial by grid in 2.5 s: 1 completed; best loss=3 in trial 0; ended as all trials are done");
  }

  @Test
  void toString_bestOfReplicates_hasAsManyDigitsAsItsStandardErrorAllows() {
    TrialTable table = Tables.empty(Tables.SPACE, Tables.LOSS);
    Tables.append(
        table,
        Tables.at(1),
        Outcome.COMPLETED,
        new double[] {0.12345678},
        Tables.recorder("loss", 0.12345678 - 0.0021),
        Tables.recorder("loss", 0.12345678 + 0.0021));

    assertThat(Tables.result(table).toString()).contains("best loss=0.1235 ± 0.0021 in trial 0;");
    assertThat(Tables.result(table).recommendation().toString())
        .endsWith(" trial 0, loss=0.1235 ± 0.0021");
  }

  @Test
  void toString_countsByOutcome_andNamesTheBest() {
    assertThat(Tables.result(Tables.ofLosses(3, Double.NaN, 2, Double.NaN)))
        .hasToString(
            "4 trials by grid in 2.5 s: 2 completed, 2 failed; best loss=2 in trial 2; ended as all"
                + " trials are done");
    assertThat(Tables.result(Tables.ofLosses(Double.NaN)))
        .hasToString("1 trial by grid in 2.5 s: 1 failed; ended as all trials are done");
    assertThat(Tables.result(Tables.ofLosses()))
        .hasToString("0 trials by grid in 2.5 s; ended as all trials are done");
  }
}
