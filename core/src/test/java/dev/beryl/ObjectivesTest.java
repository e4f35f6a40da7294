package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From recorded values to losses, end to end. */
class ObjectivesTest {
  private static final Experiment<Double> SPREAD =
      Experiment.measuring("loss", ObjectivesTest::spread);

  /** The worse x, the closer the replicates: x + (10 - x) * (0, 1, 2, 10). */
  private static double spread(Context ctx) {
    double[] shape = {0, 1, 2, 10};
    return ctx.get(OneParameter.X) + (10 - ctx.get(OneParameter.X)) * shape[ctx.replicate()];
  }

  private static Study study(ScriptedOptimizer optimizer, Objective... objectives) {
    return Study.of(OneParameter.SPACE, objectives)
        .optimizer(TestOptimizers.of(setting -> optimizer))
        .untilOptimizerEnds();
  }

  @Test
  void maximize_isALossToTheOptimizerAndAValueToTheUser() {
    ScriptedOptimizer optimizer = OneParameter.proposing(2, 7, 7, 3);

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            study(optimizer, Objective.maximize("loss")).stopWithoutImprovement(2));

    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(7);
    assertThat(result.bestTrial().orElseThrow().number()).isEqualTo(1);
    assertThat(result.bestTrial().orElseThrow().value()).isEqualTo(7);
    assertThat(result.bestTrial().orElseThrow().loss()).isEqualTo(-7);
    assertThat(result.values(0)).containsExactly(2, 7, 7, 3);
    assertThat(result.bestLossSoFar()).containsExactly(-2, -7, -7, -7);
    assertThat(optimizer.told()).extracting(Trial::loss).containsExactly(-2.0, -7.0, -7.0, -3.0);
    assertThat(result.ending()).isEqualTo(Ending.NO_IMPROVEMENT);
  }

  @Test
  void aggregations_decideWhatIsBest() {
    assertThat(value(Aggregation.mean(), 4)).isEqualTo(4 + 6 * 13 / 4.0);
    assertThat(value(Aggregation.median(), 4)).isEqualTo(4 + 6 * 1.5);
    assertThat(value(Aggregation.min(), 4)).isEqualTo(4);
    assertThat(value(Aggregation.max(), 4)).isEqualTo(64);
    assertThat(value(Aggregation.last(), 4)).isEqualTo(64);
    assertThat(value(Aggregation.sum(), 4)).isEqualTo(4 * 4 + 6 * 13);
    assertThat(value(Aggregation.quantile(1 / 3.0), 4)).isEqualTo(10);
    assertThat(value(Aggregation.trimmedMean(0.25), 4)).isEqualTo(4 + 6 * 1.5);
    assertThat(value(Aggregation.of("range", s -> s.get(3) - s.get(0)), 4)).isEqualTo(60);
  }

  private static double value(Aggregation aggregation, double x) {
    StudyResult result =
        SPREAD.optimize(
            study(OneParameter.proposing(x), Objective.minimize("loss", aggregation))
                .replicates(4));
    return result.bestTrial().orElseThrow().value();
  }

  @Test
  void cvar_minimized_looksAtTheLargestValues() {
    StudyResult result =
        SPREAD.optimize(
            study(OneParameter.proposing(0, 9), Objective.minimize("loss", Aggregation.cvar(0.5)))
                .replicates(4));

    assertThat(result.values(0)).containsExactly((20 + 100) / 2.0, (11 + 19) / 2.0);
    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(9);
  }

  @Test
  void cvar_maximized_looksAtTheLeastValues() {
    StudyResult result =
        SPREAD.optimize(
            study(OneParameter.proposing(0, 9), Objective.maximize("loss", Aggregation.cvar(0.5)))
                .replicates(4));

    assertThat(result.values(0)).containsExactly((0 + 10) / 2.0, (9 + 10) / 2.0);
    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(9);
  }

  @Test
  void metric_recordedSeveralTimes_countsEveryValue() {
    Experiment<Integer> folds =
        Experiment.from(
                ctx -> {
                  for (int fold = 0; fold <= ctx.replicate(); fold++) {
                    ctx.record("loss", ctx.get(OneParameter.X) + fold);
                    ctx.record("time", fold);
                  }
                  return 1;
                })
            .build();
    ScriptedOptimizer optimizer = OneParameter.proposing(5);

    folds.optimize(study(optimizer, OneParameter.LOSS).replicates(3));

    Trial trial = optimizer.told().getFirst();
    assertThat(trial.samples("loss")).hasToString("[[5.0], [5.0, 6.0], [5.0, 6.0, 7.0]]");
    assertThat(trial.value()).isEqualTo((5 + 5 + 6 + 5 + 6 + 7) / 6.0);
    assertThat(trial.standardError())
        .isEqualTo(Aggregation.mean().standardError(trial.samples("loss")));
    assertThat(trial.samples("time").size()).isEqualTo(6);
  }

  @Test
  void metric_ofDifferentCounts_fromTrialToTrial() {
    Experiment<Integer> growing =
        Experiment.from(
                ctx -> {
                  for (int i = 0; i <= ctx.trial(); i++) {
                    ctx.record("loss", i);
                  }
                  return 1;
                })
            .build();

    StudyResult result = growing.optimize(OneParameter.study(1, 1, 1, 1));

    assertThat(result.values(0)).containsExactly(0, 0.5, 1, 1.5);
    assertThat(result.trials().get(2).samples("loss")).hasToString("[[0.0, 1.0, 2.0]]");
  }

  @Test
  void standardError_ofReplicates_isThatOfTheMean() {
    StudyResult result =
        SPREAD.optimize(study(OneParameter.proposing(9), OneParameter.LOSS).replicates(4));

    double[] values = {9, 10, 11, 19};
    double mean = 12.25;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    assertThat(result.trials().getFirst().standardError()).isEqualTo(Math.sqrt(squares / 3 / 4));
  }

  @Test
  void severalObjectives_haveAFrontAndNoBest() {
    Experiment<Double> two =
        Experiment.measuring(
            "loss",
            ctx -> {
              ctx.record("accuracy", Math.min(ctx.get(OneParameter.X), 6));
              return ctx.get(OneParameter.X);
            });
    Study study =
        study(
                OneParameter.proposing(3, 9, 6, 8, 1),
                OneParameter.LOSS,
                Objective.maximize("accuracy"))
            .stopWhen(progress -> progress.best().orElseThrow().value() < 1);

    StudyResult result = two.optimize(study);

    assertThat(result.paretoFront())
        .extracting(trial -> trial.value(0))
        .containsExactly(3.0, 6.0, 1.0);
    assertThat(result.values(1)).containsExactly(3, 6, 6, 6, 1);
    assertThat(result.bestLossSoFar()).as("of the first objective").containsExactly(3, 3, 3, 3, 1);
    assertThatThrownBy(result::recommended)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the study has 2 objectives, so there is no single best trial; choose from paretoFront()");
    assertThatThrownBy(result::bestTrial).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void severalObjectives_oneOfThemMissing_failsTheTrial() {
    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            study(OneParameter.proposing(3), OneParameter.LOSS, Objective.maximize("accuracy"))
                .neverFail());

    assertThat(result.trials().getFirst().outcome().toString())
        .contains("the objective's metric 'accuracy' was not recorded; recorded are [loss]");
    assertThat(result.values(0)).containsExactly(Double.NaN);
    assertThat(List.of(result.paretoFront())).containsExactly(List.of());
  }
}
