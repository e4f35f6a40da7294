package dev.beryl.fault;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NullsTest {
  private static final Object[] NO_ARRAY = null;

  @Test
  void refuse_null_namesTheArgument() {
    assertThatNullPointerException()
        .isThrownBy(() -> Nulls.refuse("annealing: start", null))
        .withMessage("annealing: start: expected a value, got null");
  }

  @Test
  void refuseIn_containerThatIsNull_namesTheArgument() {
    assertThatNullPointerException()
        .isThrownBy(() -> Nulls.refuseIn("annealing: places", NO_ARRAY))
        .withMessage("annealing: places: expected a value, got null");
  }

  @Test
  void refuseIn_nullAmongTheElements_givesItsIndex() {
    String said = "annealing: places: expected values, got null at index 1";

    assertThatNullPointerException()
        .isThrownBy(() -> Nulls.refuseIn("annealing: places", new Object[] {1, null}))
        .withMessage(said);
    assertThatNullPointerException()
        .isThrownBy(() -> Nulls.refuseIn("annealing: places", Arrays.asList(1, null)))
        .withMessage(said);
  }

  @Test
  void refuseIn_nullInAMap_givesTheKey() {
    assertThatNullPointerException()
        .isThrownBy(() -> Nulls.refuseIn("options", Collections.singletonMap("points", null)))
        .withMessage("options: expected a value under 'points', got null");
    assertThatNullPointerException()
        .isThrownBy(() -> Nulls.refuseIn("options", Collections.singletonMap(null, 5)))
        .withMessage("options: expected keys, got null as one");
  }

  @Test
  void values_areTaken() {
    assertThatNoException()
        .isThrownBy(() -> {
          Nulls.refuse("start", 1);
          Nulls.refuseIn("places", new Object[] {1, 2});
          Nulls.refuseIn("places", List.of(1, 2));
          Nulls.refuseIn("options", Map.of("points", 5));
        });
  }
}
