package dev.beryl.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.Range;
import dev.beryl.space.RecordSpace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record's space gets the proposals that the same space written by hand gets. */
class RecordProposalsTest {
  private sealed interface Model permits Forest, Boosting {}

  private record Forest(
      @Range(min = 10, max = 500, log = true) int trees, @Range(min = 1, max = 30) int depth)
      implements Model {
    Forest {
      if (trees * depth > 5000) {
        throw new IllegalArgumentException("too large");
      }
    }
  }

  private record Boosting(@Range(min = 0.01, max = 1, log = true) double rate, boolean stochastic)
      implements Model {}

  private static SearchSpace byHand() {
    var model = Parameter.choice("model", "Forest", "Boosting");
    var trees = Parameter.integer("Forest.trees", 10, 500).log().when(model, "Forest");
    var depth = Parameter.integer("Forest.depth", 1, 30).when(model, "Forest");
    return SearchSpace.of(
            model,
            trees,
            depth,
            Parameter.real("Boosting.rate", 0.01, 1).log().when(model, "Boosting"),
            Parameter.flag("Boosting.stochastic").when(model, "Boosting"))
        .subjectTo(
            "constructor of Model",
            t -> !t.get(model).equals("Forest") || t.get(trees) * t.get(depth) <= 5000);
  }

  private static double loss(Treatment treatment) {
    return treatment.values().values().stream()
        .mapToDouble(value -> value instanceof Number n ? StrictMath.log(n.doubleValue()) : 1)
        .sum();
  }

  private static StudyResult study(SearchSpace space, String optimizer) {
    return Experiment.<Double>measuring("loss", ctx -> loss(ctx.treatment()))
        .optimize(
            Study.of(space, Objective.minimize("loss"))
                .optimizer(optimizer)
                .trials(40)
                .neverFail()
                .seed(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "cma-es", "random", "sobol", "latin-hypercube"})
  void proposals_areTheSame(String optimizer) {
    RecordSpace<Model> space = SearchSpace.of(Model.class);

    assertThat(study(space, optimizer).digest()).isEqualTo(study(byHand(), optimizer).digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "cma-es"})
  void proposals_ofARecordWithoutVariants_areTheSame(String optimizer) {
    var trees = Parameter.integer("trees", 10, 500).log();
    var depth = Parameter.integer("depth", 1, 30);
    SearchSpace flat =
        SearchSpace.of(trees, depth)
            .subjectTo("constructor of Forest", t -> t.get(trees) * t.get(depth) <= 5000);

    assertThat(study(SearchSpace.of(Forest.class), optimizer).digest())
        .isEqualTo(study(flat, optimizer).digest());
  }
}
