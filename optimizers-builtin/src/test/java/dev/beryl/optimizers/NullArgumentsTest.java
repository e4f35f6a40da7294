package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.beryl.space.Parameter;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NullArgumentsTest {
  private static final Grid GRID = Grid.withDefaults();

  @TestFactory
  @SuppressWarnings("NullAway") // null is what is tested
  Stream<DynamicTest> typedOptions_refuseNullByName() {
    Map<String, ThrowingCallable> calls =
        Map.of(
            "cma-es: restarts: expected a value, got null",
            () -> CmaEs.withDefaults().restarts(null),
            "grid: parameter: expected a value, got null",
            () -> GRID.points(null, 3),
            "grid: values: expected a value, got null",
            () -> GRID.values(Parameter.real("x", 0, 1), (double[]) null),
            "grid: values: expected values, got null at index 1",
            () -> GRID.values(Parameter.choice("c", "a", "b"), "a", null),
            "patient pruner: other: expected a value, got null",
            () -> PatientPruner.over(null),
            "threshold pruner: metric: expected a value, got null",
            () -> ThresholdPruner.withDefaults().metric(null));
    return calls.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(call ->
            DynamicTest.dynamicTest(
                call.getKey(),
                () ->
                    assertThatNullPointerException()
                        .isThrownBy(call.getValue())
                        .withMessage(call.getKey())));
  }
}
