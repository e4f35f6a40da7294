package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.journal.Durability;
import dev.beryl.space.Range;
import dev.beryl.space.RecordSpace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose space is a record or a sealed interface, as a user writes them. */
class RecordStudyTest {
  enum Criterion {
    GINI,
    ENTROPY
  }

  sealed interface Model permits Forest, Boosting {}

  record Forest(
      @Range(min = 10, max = 500, log = true) int trees,
      @Range(min = 1, max = 30) int depth,
      Criterion criterion)
      implements Model {
    Forest {
      if (trees * depth > 3000) {
        throw new IllegalArgumentException("too large: " + trees + " trees of depth " + depth);
      }
    }
  }

  record Boosting(
      @Range(min = 0.01, max = 1, log = true) double rate,
      @Range(min = 1, max = 9) Optional<Integer> depth)
      implements Model {}

  private static final RecordSpace<Model> SPACE = SearchSpace.of(Model.class);
  private static final Objective LOSS = Objective.minimize("loss");
  private static final Experiment<Double> EXPERIMENT =
      Experiment.measuring("loss", ctx -> loss(ctx.get(SPACE)));

  private static double loss(Model model) {
    return switch (model) {
      case Forest forest -> forest.trees() + forest.depth();
      case Boosting boosting -> boosting.rate() + boosting.depth().orElse(0);
    };
  }

  private static Study study(SearchSpace space, int trials) {
    return Study.of(space, LOSS)
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .neverFail()
        .seed(3);
  }

  @Test
  void context_givesTheRecord_andAConstructorThatThrowsRejects() {
    StudyResult result = EXPERIMENT.optimize(study(SPACE, 60));

    var rejected =
        result.trials().stream()
            .filter(trial -> trial.outcome() instanceof Outcome.Rejected)
            .toList();
    assertThat(rejected).isNotEmpty();
    assertThat(rejected.getFirst().outcome().toString())
        .contains("constructor of Model")
        .contains("too large: ");
    assertThat(result.trials())
        .filteredOn(trial -> trial.isCompleted())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            trial -> assertThat(trial.value()).isEqualTo(loss(trial.treatment().as(Model.class))));
    assertThat(result.recommended().as(Model.class)).isInstanceOf(Boosting.class);
  }

  @Test
  void narrowedSpace_runsWithTheSameExperiment() {
    RecordSpace<Model> forests = SPACE.with("model", "Forest").within("Forest.depth", 3, 6);

    StudyResult result = EXPERIMENT.optimize(study(forests, 20));

    assertThat(result.trials())
        .allSatisfy(trial -> {
          Forest forest = (Forest) trial.treatment().as(Model.class);
          assertThat(forest.depth()).isBetween(3, 6);
          assertThat(trial.value()).isEqualTo(loss(forest));
        });
  }

  @Test
  void journal_continuesAndTeachesAStudyOfTheSameRecord(@TempDir Path folder) {
    Path file = folder.resolve("study.journal");
    StudyResult first = EXPERIMENT.optimize(study(SPACE, 30).journal(file, Durability.none()));

    StudyResult again =
        Experiment.<Double>measuring("loss", _ -> Double.NaN)
            .optimize(study(SearchSpace.of(Model.class), 30).journal(file, Durability.none()));
    StudyResult taught =
        EXPERIMENT.optimize(study(SPACE.with("model", "Boosting"), 2).warmStart(file));

    assertThat(again.digest()).isEqualTo(first.digest());
    long boosting =
        first.trials().stream()
            .filter(t -> t.treatment().values().get("model").equals("Boosting"))
            .count();
    assertThat(taught.identity()).contains("warm start from " + boosting + " trials");
  }

  @Test
  void treatmentsOutsideAStudy_giveTheRecord() {
    Treatment treatment =
        Treatment.of(SPACE, new Forest(20, 4, Criterion.GINI)).named("twenty trees");

    RunResult result =
        EXPERIMENT.run(
            List.of(
                treatment,
                Treatment.of(
                    "by hand",
                    Map.of(
                        "model",
                        "Boosting",
                        "Boosting.rate",
                        0.5,
                        "Boosting.depth.present",
                        false))),
            2);

    assertThat(result.run("twenty trees").mean("loss")).isEqualTo(24.0);
    assertThat(result.run("by hand").mean("loss")).isEqualTo(0.5);
  }
}
