package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.metric.TrialTable;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Prediction;
import dev.beryl.study.Ending;
import dev.beryl.study.Recommendation;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecommendationTest {

  private static StudyResult result(TrialTable table, @Nullable Treatment recommended) {
    return result(table, recommended, null);
  }

  private static StudyResult result(
      TrialTable table, @Nullable Treatment recommended, @Nullable Prediction prediction) {
    return new TableResult(
        Tables.identity(table).facts(""),
        table,
        Ending.BUDGET,
        "all trials are done",
        recommended,
        "grid",
        prediction,
        null,
        Duration.ZERO,
        0,
        List.of(),
        trial -> trial);
  }

  @Test
  void recommendation_optimizerRecommendsNothing_isThatOfTheBestTrial() {
    Recommendation best = result(Tables.ofLosses(3, 2, 4), null).recommendation();

    assertThat(best.treatment()).isEqualTo(Tables.at(1));
    assertThat(best.optimizer()).isEmpty();
    assertThat(best.estimate()).hasValue(2);
    assertThat(best.standardError()).isEmpty();
    assertThat(best).hasToString("{x=1.0} of trial 1, loss=2");
  }

  @Test
  void recommendation_neverRun_hasNoEstimateAndSaysSo() {
    StudyResult result = result(Tables.ofLosses(3, 2, 4), Tables.at(7));

    assertThat(result.recommended()).isEqualTo(Tables.at(7));
    assertThat(result.recommendation().wasRun()).isFalse();
    assertThat(result.recommendation().estimate()).isEmpty();
    assertThat(result.recommendation().standardError()).isEmpty();
    assertThat(result)
        .hasToString(
            "3 trials by grid in 0 s: 3 completed; best loss=2 in trial 1; at{x=7.0} recommended by grid,"
                + " not run as a trial; ended as all trials are done");
  }

  @Test
  void recommendation_ofATrialThatIsNotTheBest_hasThatTrialsEstimate() {
    TrialTable table = Tables.ofLosses(3, 2);
    Tables.append(
        table,
        Tables.at(5),
        Outcome.COMPLETED,
        new double[] {4},
        Tables.recorder("loss", 3),
        Tables.recorder("loss", 5));
    table.setStandardErrors(2, new double[] {1});

    Recommendation best = result(table, Tables.at(5)).recommendation();

    assertThat(best.estimate()).hasValue(4);
    assertThat(best.standardError()).hasValue(1);
    assertThat(best).hasToString("at{x=5.0} recommended by grid, trial 2, loss=4.0 ± 1.0");
  }

  @Test
  void text_recommendedIsTheBestTrial_isSaidOnce() {
    assertThat(result(Tables.ofLosses(3, 2), Tables.at(1)))
        .hasToString(
            "2 trials by grid in 0 s: 2 completed; best loss=2 in trial 1; ended as all trials are done");
  }

  @Test
  void recommendation_predicted_hasTheModelsEstimateBesideWhatWasMeasured() {
    StudyResult result = result(Tables.ofLosses(3, 2, 4), Tables.at(0), new Prediction(3.25, 0.5));
    Recommendation use = result.recommendation();

    assertThat(use.estimate()).hasValue(3.25);
    assertThat(use.standardError()).hasValue(0.5);
    assertThat(use.trial().orElseThrow().value()).isEqualTo(3);
    assertThat(use)
        .hasToString("at{x=0.0} recommended by grid, trial 0, loss=3.25 ± 0.50 expected, 3 measured");
  }

  @Test
  void recommendation_predictedAndNeverRun_hasTheModelsEstimate() {
    Recommendation use =
        result(Tables.ofLosses(3, 2), Tables.at(7), new Prediction(1.5, 0.25)).recommendation();

    assertThat(use.wasRun()).isFalse();
    assertThat(use.estimate()).hasValue(1.5);
    assertThat(use.standardError()).hasValue(0.25);
    assertThat(use)
        .hasToString("at{x=7.0} recommended by grid, not run as a trial, 1.50 ± 0.25 expected");
  }

  @Test
  void text_predictionOfTheBestTrial_isSaidBesideItsValue() {
    StudyResult result = result(Tables.ofLosses(3, 2), Tables.at(1), new Prediction(2.5, 0.25));

    assertThat(result)
        .asString()
        .contains("best loss=2 in trial 1; at{x=1.0} recommended by grid, trial 1, loss=2.50 ± 0.25");
    assertThat(result.table())
        .endsWith(
            """
            the best 2 of 2 trials, 2 completed
            use at{x=1.0} recommended by grid, trial 1, loss=2.50 ± 0.25 expected, 2
            measured
            """);
  }

  @Test
  void json_hasWhatIsRecommended_withItsTrialAndPrediction() throws IOException {
    var predicted = new StringBuilder();
    var alone = new StringBuilder();
    var nothing = new StringBuilder();
    result(Tables.ofLosses(3, 2), Tables.at(1), new Prediction(2.5, 0.25)).writeJson(predicted);
    result(Tables.ofLosses(3, 2), Tables.at(7)).writeJson(alone);
    result(Tables.ofLosses(3, 2), null).writeJson(nothing);

    assertThat(predicted)
        .contains(
            "\"recommendation\":{\"treatment\":{\"x\":1.0},\"trial\":1,"
                + "\"prediction\":{\"mean\":2.5,\"standardDeviation\":0.25}}");
    assertThat(alone).contains("\"recommendation\":{\"treatment\":{\"x\":7.0}}");
    assertThat(nothing).doesNotContain("recommendation");
  }

  @Test
  void digest_isThatOfTheTrialsAlone() {
    assertThat(result(Tables.ofLosses(3, 2), Tables.at(1), new Prediction(2.5, 0.25)).digest())
        .isEqualTo(result(Tables.ofLosses(3, 2), null).digest());
  }
}
