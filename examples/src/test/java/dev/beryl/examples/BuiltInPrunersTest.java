package dev.beryl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies with the built-in pruners, several replicates and learning curves that cross. */
class BuiltInPrunersTest {
  private static final RealParameter RATE = Parameter.real("rate", 1e-3, 1).log();
  private static final RealParameter DECAY = Parameter.real("decay", 0, 1);
  private static final int EPOCHS = 30;
  private static final int REPLICATES = 5;

  /** A high rate is soon good, a low one better in the end; replicates differ, as folds do. */
  private static Experiment<Double> experiment(int missing, int sign) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          double rate = ctx.get(RATE);
          double decay = ctx.get(DECAY);
          double fold = 0.03 * ctx.random().nextGaussian();
          double end = 0.1 + 0.02 * Math.log10(rate) + 0.3 * (decay - 0.3) * (decay - 0.3) + fold;
          for (int epoch = 1; epoch < EPOCHS; epoch++) {
            double loss = end + 0.6 * Math.exp(-(0.15 + 3 * rate) * epoch);
            ctx.report(epoch, epoch <= missing ? Double.NaN : sign * loss);
          }
          return sign * end;
        });
  }

  private static Study study(long seed) {
    return Study.of(SearchSpace.of(RATE, DECAY), Objective.minimize("loss"))
        .optimizer("random")
        .trials(60)
        .replicates(REPLICATES)
        .seed(seed);
  }

  private static int reports(StudyResult result) {
    return result.trials().stream().mapToInt(trial -> trial.reports().size()).sum();
  }

  /** Final losses are between 0.04 and 0.25; measured: nothing is lost. */
  @ParameterizedTest
  @ValueSource(strings = {"median", "asha", "hyperband"})
  void optimize_curvesThatCross_findsAsGoodATrialInHalfOfTheSteps(String pruner) {
    double lost = 0;
    for (long seed = 1; seed <= 3; seed++) {
      StudyResult full = experiment(0, 1).optimize(study(seed));
      StudyResult pruned = experiment(0, 1).optimize(study(seed).pruner(pruner));
      lost += pruned.bestTrial().orElseThrow().loss() - full.bestTrial().orElseThrow().loss();
      assertThat(reports(full)).isEqualTo(60 * REPLICATES * (EPOCHS - 1));
      assertThat((double) reports(pruned) / reports(full)).isBetween(0.3, 0.6);
    }
    assertThat(lost / 3).isBetween(0.0, 0.005);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "asha", "hyperband", "patience"})
  void optimize_metricMissingInTheFirstSteps_isNoReasonToPrune(String pruner) {
    StudyResult result = experiment(2, 1).optimize(study(1).pruner(pruner));
    List<Trial> trials = result.trials();
    assertThat(trials.subList(0, 5)).allMatch(Trial::isCompleted);
    assertThat(trials.stream().filter(Trial::isCompleted)).hasSizeGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "asha", "hyperband"})
  void optimize_prunedTrials_sayHowFarTheyCame(String pruner) {
    StudyResult result = experiment(0, 1).optimize(study(2).pruner(pruner));
    List<Trial> pruned =
        result.trials().stream()
            .filter(trial -> trial.outcome() instanceof Outcome.Pruned)
            .toList();
    assertThat(pruned).isNotEmpty();
    assertThat(pruned)
        .allSatisfy(trial -> {
          var outcome = (Outcome.Pruned) trial.outcome();
          assertThat(trial.replicates()).isEqualTo(outcome.replicates()).isIn(0, 1, 3);
          assertThat(trial.reports().getLast().step()).isEqualTo(outcome.step());
          assertThat(trial.outcome().toString())
              .isIn(
                  "pruned: behind at step " + outcome.step(),
                  "pruned: behind after 1 replicate",
                  "pruned: behind after 3 replicates");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "asha", "hyperband"})
  void optimize_anyThreads_givesTheSameTrials(String pruner) {
    Study four = study(3).pruner(pruner).parallelism(4);
    String alone = experiment(0, 1).optimize(four.threads(1)).digest();
    assertThat(experiment(0, 1).optimize(four.threads(4)).digest()).isEqualTo(alone);
    assertThat(experiment(0, 1).optimize(four.threads(4).startReplicatesWhenNeeded()).digest())
        .isEqualTo(alone);
  }

  @Test
  void optimize_negatedAndMaximized_isTheSameStudy() {
    Stream.of("median", "asha", "hyperband")
        .forEach(pruner -> {
          StudyResult least = experiment(0, 1).optimize(study(4).pruner(pruner));
          StudyResult most =
              experiment(0, -1)
                  .optimize(
                      Study.of(SearchSpace.of(RATE, DECAY), Objective.maximize("loss"))
                          .optimizer("random")
                          .trials(60)
                          .replicates(REPLICATES)
                          .seed(4)
                          .pruner(pruner));
          assertThat(most.trials().stream().map(trial -> trial.outcome().toString()))
              .containsExactlyElementsOf(
                  least.trials().stream().map(trial -> trial.outcome().toString()).toList());
        });
  }

  @Test
  void optimize_roundsOnly_needsNoReports() {
    Experiment<Double> silent =
        Experiment.measuring(
            "loss", ctx -> ctx.get(DECAY) + ctx.get(RATE) + ctx.random().nextDouble());
    StudyResult result = silent.optimize(study(5).pruner("median"));
    assertThat(result.trials().stream().filter(Trial::isCompleted).count()).isBetween(10L, 40L);
  }
}
