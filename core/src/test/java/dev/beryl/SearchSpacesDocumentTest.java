package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Choices;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.OrdinalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.PermutationParameter;
import dev.beryl.space.Range;
import dev.beryl.space.RealParameter;
import dev.beryl.space.RecordSpace;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.SubsetParameter;
import dev.beryl.space.Treatment;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/search-spaces.md, which shows it line by line. */
class SearchSpacesDocumentTest {
  private static final Objective LOSS = Objective.minimize("loss");

  enum Criterion {
    GINI,
    ENTROPY
  }

  record Forest(
      @Range(min = 10, max = 500, log = true) int trees,
      @Range(min = 1, max = 30) int depth,
      Criterion criterion)
      implements Model {
    Forest {
      if (trees * depth > 9000) {
        throw new IllegalArgumentException("too large: " + trees + " trees of depth " + depth);
      }
    }
  }

  record Boosting(
      @Range(min = 0.01, max = 1, log = true) double step,
      @Range(min = 10, max = 500, step = 10) Optional<Integer> patience)
      implements Model {}

  sealed interface Model permits Forest, Boosting {}

  private static double lossOf(Model model) {
    return switch (model) {
      case Forest forest -> 1.0 / forest.depth();
      case Boosting boosting -> boosting.step();
    };
  }

  @Test
  void parameters() {
    RealParameter rate = Parameter.real("rate", 1e-4, 1).log().withDefault(0.01);
    RealParameter share = Parameter.real("share", 0, 1).step(0.05);
    IntegerParameter depth = Parameter.integer("depth", 1, 30);
    CategoricalParameter<Criterion> criterion = Parameter.choice("criterion", Criterion.class);
    OrdinalParameter<String> size = Parameter.ordinal("size", "small", "medium", "large");
    CategoricalParameter<Boolean> warm = Parameter.flag("warm");
    SubsetParameter<String> columns =
        Parameter.subset("columns", List.of("age", "height", "weight", "income"), 1, 3);
    PermutationParameter<String> order =
        Parameter.permutation("order", List.of("clean", "scale", "select"));

    SearchSpace space = SearchSpace.of(rate, share, depth, criterion, size, warm, columns, order);
    assertThat(space.fromUnit(new double[8]).get(order))
        .containsExactly("clean", "scale", "select");
  }

  @Test
  void conditionsConstraintsAndNarrowing() {
    CategoricalParameter<String> model = Parameter.choice("model", "linear", "forest", "boosting");
    IntegerParameter trees =
        Parameter.integer("trees", 10, 500).log().when(model, "forest", "boosting");
    RealParameter step = Parameter.real("step", 0.01, 1).log().when(model, "boosting");
    SearchSpace models = SearchSpace.of(model, trees, step);

    SearchSpace small =
        models.subjectTo(
            "few trees with a small step",
            treatment -> !treatment.has("step") || treatment.get(trees) * treatment.get(step) < 50);
    assertThat(small.violated(small.fromUnit(new double[] {1, 1, 1}))).isPresent();
    assertThat(small.violated(small.fromUnit(new double[] {0, 1, 1}))).isEmpty();

    Treatment known = Treatment.of(models, Map.of("model", "forest", "trees", 200));
    assertThat(known.get(trees)).isEqualTo(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Treatment.of(models, Map.of("model", "forest", "trees", 5, "tree", 7)))
        .satisfies(e -> assertThat(documented()).contains(e.getMessage()));

    Experiment<Double> experiment =
        Experiment.measuring("loss", ctx -> ctx.treatment().has("trees") ? ctx.get(trees) : 900);
    StudyResult firstResult =
        experiment.optimize(Study.of(models, LOSS).optimizer(TestOptimizers.uniform()).trials(200));
    SearchSpace narrower =
        models.with("model", "boosting").within("trees", 50, 200).within("step", 0.05, 0.5);
    Study next = Study.of(narrower, LOSS).optimizer("tpe").trials(50).warmStart(firstResult);
    assertThat(next).isNotNull(); // this module has no tpe to run it with
    StudyResult result =
        experiment.optimize(
            Study.of(narrower, LOSS)
                .optimizer(TestOptimizers.uniform())
                .trials(5)
                .warmStart(firstResult));
    assertThat(result.trials())
        .allSatisfy(trial -> assertThat(trial.treatment().get(trees)).isBetween(50L, 200L));
  }

  @Test
  void records() {
    OptimizerChoice uniform = TestOptimizers.uniform();
    RecordSpace<Model> space = SearchSpace.of(Model.class);
    Experiment<Double> experiment = Experiment.measuring("loss", ctx -> lossOf(ctx.get(space)));
    Study documented = Study.of(space, LOSS).optimizer("tpe").trials(40).neverFail();
    StudyResult result =
        experiment.optimize(Study.of(space, LOSS).optimizer(uniform).trials(40).neverFail());
    Model best = result.recommended().as(Model.class);
    Treatment again = Treatment.of(space, new Forest(100, 8, Criterion.GINI));

    assertThat(documented).isNotNull();
    assertThat(lossOf(best)).isEqualTo(result.bestTrial().orElseThrow().value());
    assertThat(again.as(Model.class)).isEqualTo(new Forest(100, 8, Criterion.GINI));
    RecordSpace<Forest> forests = SearchSpace.of(Forest.class);
    assertThat(forests.withDefaults(new Forest(100, 8, Criterion.GINI)).hasDefaults()).isTrue();
  }

  private record Lacking(int trees, String name, @Choices({"1", "2"}) int fine) {}

  @Test
  void errorOfARecord_isTheOneShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(Lacking.class))
        .satisfies(
            e -> assertThat(documented()).contains(e.getMessage().replace("Lacking", "Forest")));
  }

  private static String documented() throws IOException {
    return Files.readString(Path.of("../docs/search-spaces.md"));
  }

  @Test
  void codeOfTheDocument_isInThisFile() throws IOException {
    String source =
        stripped(Files.readString(Path.of("src/test/java/dev/beryl/SearchSpacesDocumentTest.java")))
            .replace("optimizer(uniform)", "optimizer(\"tpe\")");
    var blocks = new ArrayList<String>();
    String[] parts = documented().split("```java\n");
    for (int i = 1; i < parts.length; i++) {
      blocks.add(stripped(parts[i].substring(0, parts[i].indexOf("```"))));
    }

    assertThat(blocks).hasSize(7);
    for (String block : blocks) {
      for (String statement : block.split("(?<=;)|(?<=\\{)|(?<=})")) {
        assertThat(source).contains(statement.strip());
      }
    }
  }

  private static String stripped(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
