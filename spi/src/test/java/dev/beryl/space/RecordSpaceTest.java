package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records and sealed interfaces as search spaces. */
class RecordSpaceTest {
  enum Criterion {
    GINI,
    ENTROPY,
    LOG_LOSS
  }

  sealed interface Model permits Forest, Boosting, Baseline {}

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
      @Range(min = 0.001, max = 1, log = true) double rate,
      @Range(min = 10, max = 1000, step = 10) long rounds,
      boolean subsample)
      implements Model {}

  record Baseline() implements Model {}

  record Window(
      @Range(min = 1, max = 60) Duration length,
      @Range(min = 50, max = 500, step = 50, unit = ChronoUnit.MILLIS) Duration lag) {}

  record Pipeline(
      Window window,
      Model model,
      @Range(min = 2, max = 9) Optional<Integer> components,
      Optional<Window> second,
      @Length(3) @Range(min = 0, max = 1) List<Double> weights,
      @Choices({"32", "64", "128"}) int batch,
      @Choices(
              value = {"low", "high"},
              ordered = true)
          String priority,
      @Choices(value = {"ENTROPY", "GINI"}) Criterion split) {}

  private static final RecordSpace<Forest> FOREST = SearchSpace.of(Forest.class);
  private static final RecordSpace<Model> MODEL = SearchSpace.of(Model.class);
  private static final RecordSpace<Pipeline> PIPELINE = SearchSpace.of(Pipeline.class);
  private static final Pipeline INSTANCE =
      new Pipeline(
          new Window(Duration.ofSeconds(7), Duration.ofMillis(150)),
          new Boosting(0.25, 30, true),
          Optional.of(4),
          Optional.empty(),
          List.of(0.5, 0.0, 1.0),
          64,
          "high",
          Criterion.GINI);

  private static List<String> lines(SearchSpace space) {
    return space.canonical().lines().toList();
  }

  @Test
  void record_isTheSpaceWrittenByHand() {
    SearchSpace byHand =
        SearchSpace.of(
            Parameter.integer("trees", 10, 500).log(),
            Parameter.integer("depth", 1, 30),
            Parameter.choice("criterion", Criterion.class));

    assertThat(FOREST.parameters()).isEqualTo(byHand.parameters());
    assertThat(FOREST.canonical())
        .isEqualTo(byHand.subjectTo("constructor of Forest", _ -> true).canonical());
    assertThat(FOREST).isEqualTo(SearchSpace.of(Forest.class)).isNotEqualTo(byHand);
  }

  @Test
  void sealedInterface_isACategorical_withConditionalComponents() {
    assertThat(lines(MODEL))
        .containsExactly(
            "model: categorical ['Forest', 'Boosting', 'Baseline']",
            "Forest.trees: integer [10, 500] log when model in ['Forest']",
            "Forest.depth: integer [1, 30] when model in ['Forest']",
            "Forest.criterion: categorical ['GINI', 'ENTROPY', 'LOG_LOSS'] when model in ['Forest']",
            "Boosting.rate: real [0.001, 1.0] log when model in ['Boosting']",
            "Boosting.rounds: integer [10, 1000] step 10 when model in ['Boosting']",
            "Boosting.subsample: categorical [false, true] when model in ['Boosting']",
            "subject to 'constructor of Model'");
    assertThat(MODEL.instance(MODEL.fromUnit(new double[] {0.9, 0, 0, 0, 0, 0, 0})))
        .isEqualTo(new Baseline());
  }

  @Test
  void everyComponent_hasItsParameters() {
    assertThat(lines(PIPELINE))
        .containsExactly(
            "window.length: integer [1, 60]",
            "window.lag: integer [50, 500] step 50",
            "model: categorical ['Forest', 'Boosting', 'Baseline']",
            "model.Forest.trees: integer [10, 500] log when model in ['Forest']",
            "model.Forest.depth: integer [1, 30] when model in ['Forest']",
            "model.Forest.criterion: categorical ['GINI', 'ENTROPY', 'LOG_LOSS'] when model in"
                + " ['Forest']",
            "model.Boosting.rate: real [0.001, 1.0] log when model in ['Boosting']",
            "model.Boosting.rounds: integer [10, 1000] step 10 when model in ['Boosting']",
            "model.Boosting.subsample: categorical [false, true] when model in ['Boosting']",
            "components.present: categorical [false, true]",
            "components: integer [2, 9] when components.present in [true]",
            "second.present: categorical [false, true]",
            "second.length: integer [1, 60] when second.present in [true]",
            "second.lag: integer [50, 500] step 50 when second.present in [true]",
            "weights.0: real [0.0, 1.0]",
            "weights.1: real [0.0, 1.0]",
            "weights.2: real [0.0, 1.0]",
            "batch: categorical [32, 64, 128]",
            "priority: ordinal ['low', 'high']",
            "split: categorical ['ENTROPY', 'GINI']",
            "subject to 'constructor of Pipeline'");
  }

  @Test
  void instance_goesThereAndBack() {
    Treatment treatment = Treatment.of(PIPELINE, INSTANCE);

    assertThat(treatment.values())
        .containsEntry("window.length", 7L)
        .containsEntry("window.lag", 150L)
        .containsEntry("model", "Boosting")
        .containsEntry("model.Boosting.rounds", 30L)
        .containsEntry("components", 4L)
        .containsEntry("second.present", false)
        .containsEntry("batch", 64)
        .doesNotContainKeys("second.length", "model.Forest.trees");
    assertThat(PIPELINE.instance(treatment)).isEqualTo(INSTANCE);
    assertThat(treatment.as(Pipeline.class)).isEqualTo(INSTANCE);
    assertThat(SearchSpace.of(Pipeline.class).instance(treatment)).isEqualTo(INSTANCE);
    assertThat(PIPELINE.instance(Treatment.of("by hand", treatment.values()))).isEqualTo(INSTANCE);
  }

  @Test
  void constructorThatThrows_isAConstraint_withWhatItThrew() {
    Treatment large = FOREST.fromUnit(new double[] {1, 1, 0});

    assertThat(FOREST.violated(large).orElseThrow().constraint().name())
        .isEqualTo("constructor of Forest");
    assertThat(FOREST.violated(large).orElseThrow().cause())
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("too large: 500 trees of depth 30");
    assertThat(FOREST.violated(FOREST.fromUnit(new double[] {0, 1, 0}))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> large.as(Forest.class))
        .withMessage("too large: 500 trees of depth 30");
  }

  @Test
  void recordsThatOnlySetFields_needNoConstraint() {
    assertThat(SearchSpace.of(Boosting.class).constraints()).isEmpty();
    assertThat(SearchSpace.of(Window.class).constraints()).isEmpty();
  }

  @Test
  void instanceOutOfTheSpace_isRefused_withAllFaults() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Treatment.of(FOREST, new Forest(5, 31, Criterion.GINI)))
        .withMessage(
            """
            treatment has 2 faults:
             - parameter 'trees': expected integer [10, 500] log, got 5
             - parameter 'depth': expected integer [1, 30], got 31\
            """);
    assertThatNullPointerException()
        .isThrownBy(() -> Treatment.of(FOREST, new Forest(10, 3, null)))
        .withMessage("record Forest: component 'criterion': expected a value, got null");
    var window = SearchSpace.of(Window.class);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Treatment.of(window, new Window(Duration.ofMillis(1500), Duration.ofMillis(50))))
        .withMessage("treatment: parameter 'length': expected integer [1, 60], got 1.5");
  }

  @Test
  void defaults_areThoseOfAnInstance() {
    RecordSpace<Pipeline> space = PIPELINE.withDefaults(INSTANCE);

    assertThat(space.defaults().as(Pipeline.class)).isEqualTo(INSTANCE);
    assertThat(PIPELINE.hasDefaults()).isFalse();
    RecordSpace<Forest> forest = FOREST.withDefaults(new Forest(100, 8, Criterion.GINI));
    assertThat(Treatment.of(forest, Map.of("depth", 3)).as(Forest.class))
        .isEqualTo(new Forest(100, 3, Criterion.GINI));
    assertThat(forest.instance(Treatment.of("baseline", Map.of())))
        .isEqualTo(new Forest(100, 8, Criterion.GINI));
  }

  @Test
  void narrowed_isStillOfTheRecord_andReadByTheWiderSpace() {
    RecordSpace<Model> boosting =
        MODEL.with("model", "Boosting").within("Boosting.rounds", 95, 115);
    Treatment treatment = boosting.fromUnit(new double[] {0.5, 1, 0.6, 1});

    assertThat(boosting.isConditional()).isFalse();
    assertThat(treatment.as(Model.class)).isEqualTo(new Boosting(1, 110, true));
    assertThat(MODEL.instance(treatment)).isEqualTo(new Boosting(1, 110, true));
    assertThat(boosting.violated(treatment)).isEmpty();
    RecordSpace<Forest> entropy = FOREST.among("criterion", "LOG_LOSS", "ENTROPY");
    assertThat(entropy.fromUnit(new double[] {0, 0, 0}).as(Forest.class).criterion())
        .isEqualTo(Criterion.ENTROPY);
    assertThat(entropy.violated(entropy.fromUnit(new double[] {1, 1, 0}))).isPresent();
  }

  @Test
  void treatmentOfAnotherSpace_isNoInstance() {
    Treatment other = SearchSpace.of(Parameter.flag("on")).fromUnit(new double[] {0});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.as(Forest.class))
        .withMessageContaining("made by SearchSpace.of(Forest.class)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOREST.instance(other))
        .withMessageContaining("'on', no parameter of the space");
  }

  private interface Open {}

  private sealed interface Mixed permits Enumerated, Window2 {}

  private enum Enumerated implements Mixed {
    ONE
  }

  private record Window2(@Range(min = 1, max = 2) int x) implements Mixed {}

  private record Endless(@Range(min = 1, max = 2) int x, Optional<Endless> next) {}

  private record Faulty(
      int bare,
      double alsoBare,
      String text,
      Duration pause,
      Map<String, String> map,
      Open open,
      @Range(min = 0.5, max = 2) int half,
      @Range(min = 2, max = 1) double turned,
      @Range(min = 0, max = 1) boolean ranged,
      @Choices({"1", "x"}) int mixed,
      @Choices({"GINI", "MSE"}) Criterion criterion,
      @Choices({"a"}) @Range(min = 0, max = 1) int both,
      List<Double> list,
      @Length(2) List<Double> bareList,
      @Length(2) int noList,
      Optional<List<Integer>> nested,
      @Range(min = 0, max = 1e10) int beyond,
      @Range(min = 0, max = 1) Window window,
      @Range(min = 1, max = 5, unit = ChronoUnit.DAYS) Duration days,
      Endless endless,
      Mixed sum) {}

  @Test
  void faults_areAllToldAtOnce_byComponent_withWhatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(Faulty.class))
        .satisfies(e ->
            assertThat(e.getMessage().lines())
                .containsExactly(
                    "search space of Faulty has 22 faults:",
                    " - component 'bare' (int): needs a range; write @Range(min = …, max = …) before"
                        + " it",
                    " - component 'alsoBare' (double): needs a range; write @Range(min = …, max = …)"
                        + " before it",
                    " - component 'text' (String): needs its values; write @Choices({…}) before it",
                    " - component 'pause' (Duration): needs a range; write @Range(min = …, max = …)"
                        + " before it",
                    " - component 'map' (Map): expected an int, long, double, boolean, String, enum,"
                        + " Duration, record, sealed interface of records, or an Optional or List of"
                        + " one of these",
                    " - component 'open' (Open): expected an int, long, double, boolean, String,"
                        + " enum, Duration, record, sealed interface of records, or an Optional or"
                        + " List of one of these",
                    " - component 'half' (int): @Range: min: expected a whole number up to 2^53, got"
                        + " 0.5",
                    " - component 'turned' (double): parameter 'turned': range: expected finite low"
                        + " <= high, got low=2.0, high=1.0",
                    " - component 'ranged' (boolean): has @Range, which only numbers and durations"
                        + " take",
                    " - component 'mixed' (int): @Choices: expected texts of the type Integer, got"
                        + " 'x'",
                    " - component 'criterion' (Criterion): @Choices: expected names of [GINI,"
                        + " ENTROPY, LOG_LOSS], got 'MSE'",
                    " - component 'both' (int): has @Range and @Choices; keep one of them",
                    " - component 'list' (List): needs a fixed length of at least 1; write"
                        + " @Length(…) before it",
                    " - component 'bareList.0' (Double): needs a range; write @Range(min = …, max = …)"
                        + " before it",
                    " - component 'noList' (int): has @Length, which only a List takes",
                    " - component 'noList' (int): needs a range; write @Range(min = …, max = …) before"
                        + " it",
                    " - component 'nested' (Optional): expected what it contains to be a type without"
                        + " type arguments, got java.util.List<java.lang.Integer>",
                    " - component 'beyond' (int): expected a range within int, got [0, 10000000000]",
                    " - component 'window' (Window): has @Range, which only numbers and durations"
                        + " take",
                    " - component 'days' (Duration): expected a unit of exact length, up to HALF_DAYS,"
                        + " got DAYS",
                    " - component 'endless.next' (Endless): contains itself, so that it has no end",
                    " - Mixed permits dev.beryl.space.RecordSpaceTest$Enumerated, which is neither a"
                        + " record nor a sealed interface"));
  }

  @Test
  void typesThatAreNoRecords_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(String.class))
        .withMessage(
            "search space of String: expected a record or a sealed interface of records, got class"
                + " java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(Baseline.class))
        .withMessage("search space of Baseline: expected at least one component, got none");
  }
}
