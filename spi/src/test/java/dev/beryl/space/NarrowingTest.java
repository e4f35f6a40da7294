package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Spaces that were narrowed or fixed in one parameter. */
class NarrowingTest {
  private static final CategoricalParameter<String> MODEL =
      Parameter.choice("model", "linear", "forest", "boosting").withDefault("forest");
  private static final IntegerParameter TREES =
      Parameter.integer("trees", 10, 500).log().withDefault(100).when(MODEL, "forest", "boosting");
  private static final RealParameter RATE =
      Parameter.real("rate", 0, 1).step(0.1).when(MODEL, "boosting");
  private static final OrdinalParameter<String> SIZE =
      Parameter.ordinal("size", "s", "m", "l", "xl");
  private static final RealParameter X = Parameter.real("x", -1, 1);
  private static final SearchSpace SPACE =
      SearchSpace.of(MODEL, TREES, RATE, SIZE, X)
          .subjectTo("few large", t -> t.get(SIZE).equals("s") || t.get(X) < 0.5);

  @Test
  void with_keepsOneValue_whichTheOriginalHandleReads() {
    SearchSpace fixed = SPACE.with("x", 0.25).with("size", "l");

    assertThat(fixed.dimension()).isEqualTo(5);
    Treatment treatment = fixed.fromUnit(new double[] {0, 0.5, 0.5, 0.9, 0.9});
    assertThat(treatment.get(X)).isEqualTo(0.25);
    assertThat(treatment.get(SIZE)).isEqualTo("l");
    assertThat(fixed.violated(treatment)).isEmpty();
    assertThat(SPACE.bind(treatment).get(SIZE)).isEqualTo("l");
  }

  @Test
  void within_keepsScaleStepAndDefault_andReadsByTheOriginalHandle() {
    SearchSpace narrow =
        SPACE.within("trees", 50, 200).within("rate", 0.25, 0.75).within("size", "m", "l");

    assertThat(narrow.parameters())
        .extracting(Parameter::toString)
        .containsExactly(
            "model: categorical ['linear', 'forest', 'boosting'] default 'forest'",
            "trees: integer [50, 200] log default 100 when model in ['forest', 'boosting']",
            "rate: real [0.3, 0.7] step 0.1 when model in ['boosting']",
            "size: ordinal ['m', 'l']",
            "x: real [-1.0, 1.0]");
    Treatment treatment = narrow.fromUnit(new double[] {1, 1, 0, 1, 0});
    assertThat(treatment.get(TREES)).isEqualTo(200);
    assertThat(treatment.get(RATE)).isEqualTo(0.3);
    assertThat(treatment.get(SIZE)).isEqualTo("l");
  }

  @Test
  void default_outsideWhatIsLeft_isDropped() {
    SearchSpace narrow = SPACE.within("trees", 200, 500);

    assertThat(narrow.parameters().get(1).defaultCoordinate()).isEmpty();
  }

  @Test
  void among_keepsTheOrder_andConditionsFollow() {
    SearchSpace narrow = SPACE.among("model", "boosting", "linear");

    assertThat(narrow.parameters())
        .extracting(Parameter::toString)
        .contains(
            "model: categorical ['linear', 'boosting']",
            "trees: integer [10, 500] log default 100 when model in ['boosting']",
            "rate: real [0.0, 1.0] step 0.1 when model in ['boosting']");
    Treatment treatment = narrow.fromUnit(new double[] {1, 0, 1, 0, 0});
    assertThat(treatment.get(MODEL)).isEqualTo("boosting");
    assertThat(treatment.get(RATE)).isEqualTo(1);
  }

  @Test
  void parent_fixed_freesChildrenOfItsValue_andDropsTheOthers() {
    SearchSpace forest = SPACE.with("model", "forest");

    assertThat(forest.isConditional()).isFalse();
    assertThat(forest.parameters())
        .extracting(Parameter::name)
        .containsExactly("model", "trees", "size", "x");
    Treatment treatment = forest.fromUnit(new double[] {0, 0, 0, 0});
    assertThat(treatment.get(TREES)).isEqualTo(10);
    assertThat(treatment.has("rate")).isFalse();
    assertThat(SPACE.contains(treatment)).isTrue();
  }

  @Test
  void grandchildren_followTheirParents() {
    var a = Parameter.flag("a");
    var b = Parameter.integer("b", 0, 9).when(a, true);
    var c = Parameter.real("c", 0, 1).when(b, 2, 3);
    SearchSpace space = SearchSpace.of(c, b, a);

    assertThat(space.with("a", true).within("b", 2, 3).isConditional()).isFalse();
    assertThat(space.within("b", 2, 3).parameters().getFirst())
        .hasToString("c: real [0.0, 1.0] when a in [true]");
    assertThat(space.within("b", 4, 5).dimension()).isEqualTo(2);
    assertThat(space.with("a", false).parameters())
        .extracting(Parameter::name)
        .containsExactly("a");
  }

  @Test
  void handleOfAnotherSpace_isRefusedStill() {
    SearchSpace narrow = SPACE.within("x", 0, 1);

    assertThat(narrow.indexOf(X)).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> narrow.indexOf(Parameter.real("x", -2, 2)))
        .withMessageContaining("use the space's own handle");
  }

  @Test
  void whatDoesNotFit_isRefused_withWhatDoes() {
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> SPACE.with("tree", 3))
        .withMessage(
            "no parameter 'tree' in the space; known are [model, trees, rate, size, x]; did you mean"
                + " 'trees'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.with("x", 2))
        .withMessage("parameter 'x': expected real [-1.0, 1.0], got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.within("x", 0.5, 2))
        .withMessage(
            "parameter 'x': expected low <= high, both within real [-1.0, 1.0], with a value from one"
                + " to the other; got low=0.5, high=2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.within("rate", 0.31, 0.39))
        .withMessageContaining("with a value from one to the other; got low=0.31, high=0.39");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.within("model", "linear", "forest"))
        .withMessageContaining("has no order")
        .withMessageContaining("among(…)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.within("trees", 20.5, 30))
        .withMessageContaining("low=20.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.among("model", "svm", "linear", "tree"))
        .withMessageStartingWith("parameter 'model' has 2 faults:")
        .withMessageContaining("'svm'")
        .withMessageContaining("'tree'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.among("trees", 10, 20))
        .withMessageContaining("within(…)");
  }

  @Test
  void treatmentOfSpace_takesDefaults_andTextsOfChoices() {
    enum Criterion {
      GINI,
      ENTROPY
    }
    SearchSpace space =
        SearchSpace.of(
            Parameter.choice("criterion", Criterion.class),
            Parameter.integer("depth", 1, 9).withDefault(4));

    Treatment treatment = Treatment.of(space, Map.of("criterion", "ENTROPY"));

    assertThat(treatment.space()).containsSame(space);
    assertThat(treatment.values()).isEqualTo(Map.of("criterion", Criterion.ENTROPY, "depth", 4L));
    assertThat(treatment.name()).isEqualTo("criterion=ENTROPY depth=4");
  }

  @Test
  void treatmentOfSpace_reportsAllFaultsAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Treatment.of(SPACE, Map.of("trees", 5, "x", Double.NaN, "rate", 0.5, "sise", "m")))
        .withMessage(
            """
            treatment has 5 faults:
             - lacks a value for parameter size: ordinal ['s', 'm', 'l', 'xl']
             - parameter 'x': expected real [-1.0, 1.0], got NaN
             - parameter 'trees': expected integer [10, 500] log, got 5
             - gives 0.5 to parameter 'rate', which is inactive; it is active when model in ['boosting']
             - gives a value to 'sise', no parameter of the space; known are [model, trees, rate,\
             size, x]; did you mean 'size'?\
            """);
  }

  @Test
  void equality_isThatOfASpaceWrittenByHand() {
    SearchSpace space = SearchSpace.of(Parameter.real("x", 0, 1), Parameter.flag("on"));

    assertThat(space.within("x", 0.5, 1))
        .isEqualTo(SearchSpace.of(List.of(Parameter.real("x", 0.5, 1), Parameter.flag("on"))))
        .extracting(SearchSpace::digest)
        .isEqualTo(SearchSpace.of(Parameter.real("x", 0.5, 1), Parameter.flag("on")).digest());
  }
}
