package dev.beryl.examples.cancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.Experiment;
import dev.beryl.Run;
import dev.beryl.examples.cancer.ForestParameters.Smoothing;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

class BreastCancerForestTest {
  private static final Experiment<Forest> EXPERIMENT = BreastCancerForest.experiment();
  private static final Settings SMALL = new Settings("random", 2, 1, null);

  @Test
  void search_aloneOrBesideAnother_givesTheSameNumbers() throws Exception {
    List<List<Samples>> alone = numbers(SMALL);

    assertThat(alone)
        .as("two trials and the defaults, which all race")
        .hasSize(3)
        .allSatisfy(metrics -> assertThat(metrics).allMatch(samples -> samples.size() >= 3));
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<List<List<Samples>>> one = threads.submit(() -> numbers(SMALL));
      Future<List<List<Samples>>> other = threads.submit(() -> numbers(SMALL));
      assertThat(one.get()).isEqualTo(alone);
      assertThat(other.get()).isEqualTo(alone);
    }
  }

  /** Log loss and accuracy of each trial; the training time is not to be repeated. */
  private static List<List<Samples>> numbers(Settings settings) {
    StudyResult result = EXPERIMENT.optimize(BreastCancerForest.study(settings));
    return result.trials().stream()
        .map(trial ->
            List.of(
                trial.samples(BreastCancerForest.LOG_LOSS),
                trial.samples(BreastCancerForest.ACCURACY)))
        .toList();
  }

  @Test
  void replicate_isLearnedFromItsTrainingHalf() {
    Treatment small =
        Treatment.of(
            "small", Map.of("trees", 10, "smoothing", Smoothing.UNIFORM, "pseudo_votes", 1));

    Run run = EXPERIMENT.run(List.of(small), 2, 5).run("small");

    // Nine in ten are right even by poor forests; 357 in 569 by one that has learned nothing.
    assertThat(run.mean(BreastCancerForest.ACCURACY)).isBetween(0.9, 0.9999);
    assertThat(run.mean(BreastCancerForest.LOG_LOSS)).isBetween(0.01, 0.3);
    assertThat(run.mean(BreastCancerForest.TRAINING_SECONDS)).isPositive();
    assertThat(run.samples(BreastCancerForest.LOG_LOSS).get(0))
        .as("another split in each replicate")
        .isNotEqualTo(run.samples(BreastCancerForest.LOG_LOSS).get(1));
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM, 0.5, 0.5", "PRIOR, 178, 106"})
  void pseudoVotes_drawProbabilitiesTowardsTheirShares(
      Smoothing smoothing, double benign, double malignant) throws IOException {
    Forest raw = EXPERIMENT.apply(Treatment.of("raw", Map.of("trees", 10)));
    Forest smooth =
        EXPERIMENT.apply(
            Treatment.of(
                "smooth", Map.of("trees", 10, "smoothing", smoothing, "pseudo_votes", 10)));

    for (Example<Label> example : BreastCancer.read()) {
      double voted = raw.probability(raw.predict(example), "benign");
      double smoothed = smooth.probability(smooth.predict(example), "benign");
      // As many pseudo-votes as trees: half way between the two.
      assertThat(smoothed).isCloseTo((voted + benign / (benign + malignant)) / 2, within(1e-12));
      assertThat(smoothed + smooth.probability(smooth.predict(example), "malignant"))
          .isCloseTo(1, within(1e-12));
    }
  }
}
