package dev.beryl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTest {
  private static final CategoricalParameter<String> KERNEL =
      Parameter.choice("kernel", "linear", "rbf", "poly");
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Parameter.real("gamma", 0, 10).when(KERNEL, "rbf"),
          KERNEL,
          Parameter.integer("degree", 2, 5).when(KERNEL, "poly"),
          Parameter.real("cost", 1, 100).log(),
          Parameter.choice("layers", 1, 2, 3).withDefault(2));

  private static void refused(Map<String, ?> values, String... messages) {
    Treatment treatment = Treatment.of("t", values);
    assertThat(SPACE.contains(treatment)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.bind(treatment))
        .satisfies(thrown -> assertThat(thrown).hasMessageContainingAll(messages));
  }

  @Test
  void bind_ofAFittingTreatment_convertsNumbers() {
    Treatment given =
        Treatment.of("t", Map.of("kernel", "rbf", "gamma", 2, "cost", 1f, "layers", 3));
    Treatment bound = SPACE.bind(given);
    assertThat(bound.values())
        .isEqualTo(Map.of("kernel", "rbf", "gamma", 2.0, "cost", 1.0, "layers", 3));
    assertThat(bound).isEqualTo(given).hasSameHashCodeAs(given);
    assertThat(bound.name()).isEqualTo("t");
  }

  @Test
  void bind_withAllKindsOfFaults_saysAll() {
    refused(
        Map.of("kernel", "linear", "gamma", 0.5, "degree", 9, "cots", 3, "layers", 4),
        "treatment 't' has 5 faults:",
        "gives 0.5 to parameter 'gamma', which is inactive; it is active when kernel in ['rbf']",
        "gives 9 to parameter 'degree', which is inactive",
        "lacks a value for parameter cost: real [1.0, 100.0] log",
        "expected categorical [1, 2, 3], got 4 of type Integer",
        "gives a value to 'cots', no parameter of the space; known are"
            + " [gamma, kernel, degree, cost, layers]; did you mean 'cost'?");
  }

  @Test
  void bind_withAValueOutOfRange_isRefused() {
    refused(
        Map.of("kernel", "rbf", "gamma", 10.5, "cost", 1, "layers", 1),
        "treatment 't': parameter 'gamma': expected real [0.0, 10.0], got 10.5");
  }

  @Test
  void bind_withAFaultyParent_doesNotJudgeWhetherItsChildrenAreActive() {
    Treatment misspelt =
        Treatment.of("t", Map.of("kernel", "rfb", "gamma", 0.5, "cost", 1, "layers", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.bind(misspelt))
        .withMessage(
            "treatment 't': parameter 'kernel': expected categorical ['linear', 'rbf', 'poly'],"
                + " got 'rfb' of type String");
    Treatment parentless = Treatment.of("t", Map.of("gamma", 11, "cost", 1, "layers", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.bind(parentless))
        .withMessageContaining("2 faults")
        .withMessageContaining("lacks a value for parameter kernel")
        .withMessageContaining("expected real [0.0, 10.0], got 11");
  }

  @Test
  void bind_doesNotFillInDefaults() {
    refused(
        Map.of("kernel", "linear", "cost", 1),
        "lacks a value for parameter layers: categorical [1, 2, 3] default 2");
  }

  @Test
  void operations_bindWhatTheyAreGiven() {
    Treatment given = Treatment.of("t", Map.of("kernel", "linear", "cost", 10, "layers", 3));
    assertThat(SPACE.toUnit(given)[3]).isEqualTo(0.5);
    assertThat(SPACE.isActive(given, 0)).isFalse();
    assertThat(SPACE.isActive(given, 4)).isTrue();
    long[] coordinates = new long[5];
    SPACE.coordinates(given, coordinates, 0);
    assertThat(coordinates).containsExactly(0, 0, 0, Double.doubleToRawLongBits(10), 2);
    Treatment foreign = Treatment.of("t", Map.of("x", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> SPACE.toUnit(foreign));
    assertThatIllegalArgumentException().isThrownBy(() -> SPACE.isActive(foreign, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.coordinates(foreign, coordinates, 0));
  }

  @Test
  void bind_ofATreatmentOfAnotherSpace_checksIt() {
    SearchSpace narrower = SearchSpace.of(Parameter.real("x", 0, 1));
    SearchSpace wider = SearchSpace.of(Parameter.real("x", 0, 2));
    assertThat(wider.bind(narrower.fromUnit(new double[] {1})).value("x")).isEqualTo(1.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> narrower.bind(wider.fromUnit(new double[] {1})))
        .withMessage("treatment 'x=2.0': parameter 'x': expected real [0.0, 1.0], got 2.0");
  }
}
