package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpaceTest {
  private static final RealParameter X = Parameter.real("x", -1, 1);
  private static final CategoricalParameter<String> KERNEL =
      Parameter.choice("kernel", "linear", "rbf");
  private static final RealParameter GAMMA = Parameter.real("gamma", 1, 100).log();
  private static final SearchSpace SPACE = SearchSpace.of(X, KERNEL, GAMMA.when(KERNEL, "rbf"));

  @Test
  void space_withoutParameters_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(SearchSpace::of)
        .withMessage("search space: expected at least one parameter, got none");
  }

  @Test
  void space_withSeveralFaults_saysAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            SearchSpace.of(
                X,
                Parameter.flag("x"),
                GAMMA.when(KERNEL, "rbf"),
                Parameter.flag("f").when(Parameter.flag("f"), true)))
        .withMessageContaining("search space has 3 faults:")
        .withMessageContaining("two parameters are named 'x'")
        .withMessageContaining("'gamma' depends on 'kernel', which is not in the space")
        .withMessageContaining("conditions form a cycle: [f, f]");
  }

  @Test
  void subjectTo_withABlankOrTakenName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.subjectTo(" ", t -> true))
        .withMessage("constraint: expected a name, got a blank one");
    SearchSpace constrained = SPACE.subjectTo("small", t -> true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constrained.subjectTo("small", t -> false))
        .withMessage("search space: two constraints are named 'small'; give each its own name");
  }

  @Test
  void violated_isTheFirstConstraintThatIsNotSatisfied() {
    SearchSpace constrained =
        SPACE
            .subjectTo("positive", t -> t.get(X) > 0)
            .subjectTo("gamma below 10", t -> !t.has("gamma") || t.get(GAMMA) < 10);
    Treatment good = constrained.fromUnit(new double[] {0.9, 0.9, 0.1});
    Treatment large = constrained.fromUnit(new double[] {0.9, 0.9, 0.9});
    Treatment both = constrained.fromUnit(new double[] {0.1, 0.9, 0.9});
    assertThat(constrained.violated(good)).isEmpty();
    assertThat(constrained.violated(large))
        .contains(new Violation(constrained.constraints().get(1), null));
    assertThat(constrained.violated(both))
        .contains(new Violation(constrained.constraints().get(0), null));
    assertThat(constrained.contains(both)).isTrue();
    assertThat(constrained.constraints())
        .extracting(Constraint::name)
        .containsExactly("positive", "gamma below 10");
    assertThat(SPACE.constraints()).isEmpty();
  }

  @Test
  void violated_byAConstraintThatThrows_isThatConstraint_withWhatItThrew() {
    var thrown = new ArithmeticException("/ by zero");
    SearchSpace constrained =
        SPACE
            .subjectTo("never violated", t -> true)
            .subjectTo(
                "throws",
                t -> {
                  throw thrown;
                })
            .subjectTo("never asked", t -> false);
    assertThat(constrained.violated(constrained.fromUnit(new double[3])))
        .contains(new Violation(constrained.constraints().get(1), thrown));
  }

  @Test
  void violated_byAConstraintThatRunsOutOfMemoryOrStack_isThatError() {
    for (VirtualMachineError error :
        List.of(new OutOfMemoryError("no more heap"), new StackOverflowError())) {
      SearchSpace constrained =
          SPACE.subjectTo(
              "throws",
              t -> {
                throw error;
              });
      Treatment treatment = constrained.fromUnit(new double[3]);
      assertThatThrownBy(() -> constrained.violated(treatment)).isSameAs(error);
    }
  }

  @Test
  void violated_byAConstraintThatIsInterrupted_keepsTheInterrupt() {
    SearchSpace constrained =
        SPACE.subjectTo(
            "waits",
            t -> {
              throw SearchSpaceTest.<RuntimeException>undeclared(new InterruptedException());
            });
    assertThat(constrained.violated(constrained.fromUnit(new double[3]))).isPresent();
    assertThat(Thread.interrupted()).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void unitPoint_ofAnotherLength_isRefused(int length) {
    String message = "point: expected 3 places, one for each parameter, got " + length;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.fromUnit(new double[length]))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.fromCoordinates(new long[length]))
        .withMessage(message);
    Treatment treatment = SPACE.fromUnit(new double[3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.toUnit(treatment, new double[length]))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, -Double.MIN_VALUE, 1.0000000000000002, Double.POSITIVE_INFINITY})
  void unitPoint_outsideOfTheCube_isRefused(double place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.fromUnit(new double[] {place, 0, 0}))
        .withMessage(
            "unit point: expected a place in [0, 1] for parameter 'x' (index 0), got %s", place);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.fromUnit(new double[] {0, 1, place}))
        .withMessageContaining("parameter 'gamma' (index 2), got " + place);
    assertThat(SPACE.fromUnit(new double[] {0, 0, place}).has("gamma")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(X).fromUnit(new double[] {place}));
  }

  @Test
  void fromCoordinates_withNoneOfTheParameter_isRefused() {
    long half = Double.doubleToRawLongBits(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.fromCoordinates(new long[] {half, 2, 0}))
        .withMessage("parameter 'kernel' (categorical ['linear', 'rbf']) has no coordinate 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.fromCoordinates(new long[] {half, 1, half}))
        .withMessageContaining("parameter 'gamma' (real [1.0, 100.0] log) has no coordinate");
    assertThat(SPACE.fromCoordinates(new long[] {half, 0, half}).values())
        .isEqualTo(Map.of("x", 0.5, "kernel", "linear"));
  }

  @Test
  void arrays_areNotKept() {
    double[] unit = {0.5, 0.9, 0.5};
    Treatment treatment = SPACE.fromUnit(unit);
    long[] coordinates = new long[3];
    SPACE.coordinates(treatment, coordinates, 0);
    Treatment again = SPACE.fromCoordinates(coordinates);
    unit[0] = 0;
    coordinates[0] = 0;
    assertThat(treatment.get(X)).isZero();
    assertThat(again).isEqualTo(treatment);
    SPACE.coordinates(treatment, coordinates, 0);
    SPACE.toUnit(treatment)[0] = 7;
    assertThat(SPACE.toUnit(treatment)).containsExactly(0.5, 0.75, 0.5);
  }

  @Test
  void coordinates_intoAShortArray_isRefused() {
    Treatment treatment = SPACE.fromUnit(new double[3]);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> SPACE.coordinates(treatment, new long[3], 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, 64})
  void isActive_atNoPlace_isRefused(int place) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> SPACE.isActive(SPACE.fromUnit(new double[3]), place));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> SearchSpace.of(X).isActive(Treatment.of("t", Map.of("x", 0)), place));
  }

  @Test
  void indexOf_findsHandlesByDefinition_andRefusesOthersOfTheName() {
    assertThat(SPACE.indexOf(GAMMA)).isEqualTo(2);
    assertThat(SPACE.indexOf(Parameter.real("x", -1, 1).withDefault(0))).isZero();
    assertThat(SPACE.indexOf(Parameter.flag("bias"))).isEqualTo(-1);
    assertThat(SPACE.indexOf("gamma")).isEqualTo(2);
    assertThat(SPACE.indexOf("gama")).isEqualTo(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.indexOf(Parameter.real("gamma", 1, 100)))
        .withMessage(
            "parameter 'gamma' is real [1.0, 100.0] log in the space but real [1.0, 100.0] in the"
                + " handle; use the space's own handle");
  }

  @Test
  void indexOf_amongManyParameters_findsEach() {
    var many =
        IntStream.range(0, 1000).mapToObj(i -> Parameter.real("parameter " + i, 0, 1)).toList();
    SearchSpace space = SearchSpace.of(many);
    for (int i = 0; i < many.size(); i++) {
      assertThat(space.indexOf(many.get(i))).isEqualTo(i);
      assertThat(space.indexOf(many.get(i).withDefault(0.5))).isEqualTo(i);
    }
  }

  @Test
  void defaults_areOfTheActiveParameters() {
    SearchSpace space =
        SearchSpace.of(X.withDefault(0.5), KERNEL.withDefault("linear"), GAMMA.when(KERNEL, "rbf"));
    assertThat(space.hasDefaults()).isTrue();
    assertThat(space.defaults())
        .hasToString("defaults{x=0.5, kernel=linear}")
        .isEqualTo(Treatment.of("t", Map.of("x", 0.5, "kernel", "linear")));
  }

  @Test
  void defaults_whereSomeLack_nameThem_andHowToGiveOne() {
    SearchSpace space = SearchSpace.of(X, KERNEL.withDefault("rbf"), GAMMA.when(KERNEL, "rbf"));
    assertThat(space.hasDefaults()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(space::defaults)
        .withMessage(
            "search space: expected a default of each active parameter, but [x, gamma] have none;"
                + " give one by withDefault(…), such as Parameter.real(\"x\", 0, 1).withDefault(0.5)");
  }

  @Test
  void conditions_amongMoreThan64Parameters_areKeptApart() {
    var parameters = new ArrayList<Parameter>();
    var flag = Parameter.flag("flag");
    for (int i = 0; i < 130; i++) {
      var p = Parameter.real("p" + i, 0, 1);
      parameters.add(i % 3 == 0 ? p.when(flag, i % 2 == 0) : p);
    }
    parameters.add(flag);
    SearchSpace space = SearchSpace.of(parameters);
    double[] unit = new double[131];
    for (double place : List.of(0.0, 1.0)) {
      unit[130] = place;
      Treatment treatment = space.fromUnit(unit);
      for (int i = 0; i < 130; i++) {
        assertThat(treatment.has("p" + i)).isEqualTo(i % 3 != 0 || (i % 2 == 0) == (place == 1));
      }
    }
  }

  @Test
  void parameters_andToString_areInOrder() {
    assertThat(SPACE.dimension()).isEqualTo(3);
    assertThat(SPACE.parameters())
        .extracting(Parameter::name)
        .containsExactly("x", "kernel", "gamma");
    assertThat(SPACE.isConditional()).isTrue();
    assertThat(SearchSpace.of(X, KERNEL).isConditional()).isFalse();
    assertThat(SearchSpace.of(X, KERNEL).subjectTo("small", t -> true))
        .asString()
        .startsWith("SearchSpace[x: real [-1.0, 1.0], kernel: categorical ['linear', 'rbf']]")
        .contains("small");
  }
}
