package dev.beryl.optimizers.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final List<Parameter> STEPPED =
      List.of(
          Parameter.integer("n", -3, 17),
          Parameter.integer("n", 1, 1000).log(),
          Parameter.integer("n", 3, 99).step(4).log(),
          Parameter.integer("n", 1_700_000_000_000_000_000L, 1_700_000_000_000_000_100L).log(),
          Parameter.integer("n", Long.MAX_VALUE - 900, Long.MAX_VALUE).log(),
          Parameter.integer("n", 1L << 41, (1L << 41) + 100).log(),
          Parameter.integer("n", 1L << 52, (1L << 53) + 1).step(1L << 43).log(),
          Parameter.real("x", -1, 1).step(0.05),
          Parameter.real("x", 0.1, 7).step(0.1).log(),
          Parameter.ordinal("o", "a", "b", "c", "d"));

  @Test
  void center_isThePlaceOfTheLevelsValue() {
    for (Parameter parameter : STEPPED) {
      Cells cells = Cells.of(parameter);
      assertThat(cells.levels()).isEqualTo(parameter.levels().orElseThrow());
      for (long level = 0; level < cells.levels(); level++) {
        assertThat(cells.center(level))
            .isCloseTo(parameter.toUnit(parameter.coordinateAt(level)), within(1e-14));
      }
    }
  }

  @Test
  void levelAt_isTheLevelWhoseEndsAreAround() {
    for (Parameter parameter : STEPPED) {
      Cells cells = Cells.of(parameter);
      long last = cells.levels() - 1;
      for (double place = 0.0013; place < 1; place += 0.0097) {
        long level = cells.levelAt(place);
        assertThat(cells.lowerEnd(level)).isLessThanOrEqualTo(place);
        assertThat(level == last ? 1 : cells.lowerEnd(level + 1)).isGreaterThanOrEqualTo(place);
      }
      assertThat(cells.levelAt(-1)).isZero();
      assertThat(cells.levelAt(Double.NaN)).isZero();
      assertThat(cells.levelAt(2)).isEqualTo(last);
    }
  }

  @Test
  void lowHighAndWidth_ofACenter_areThoseOfItsCell() {
    for (Parameter parameter : STEPPED) {
      Cells cells = Cells.of(parameter);
      for (long level = 0; level < cells.levels(); level++) {
        double center = cells.center(level);
        assertThat(cells.low(center)).isEqualTo(cells.lowerEnd(level));
        assertThat(cells.high(center)).isCloseTo(cells.lowerEnd(level + 1), within(1e-15));
        assertThat(cells.width(center))
            .isCloseTo(cells.high(center) - cells.low(center), within(1e-13));
      }
    }
  }

  @Test
  void of_continuum_hasNoLevels() {
    assertThat(Cells.of(Parameter.real("x", 0, 1)).levels()).isZero();
    assertThat(Cells.of(Parameter.real("x", 1, 10).log()).levels()).isZero();
  }

  @Test
  void center_largeIntegersOnALogScale_isInTheCellOfItsLevel() {
    for (long low : new long[] {1L << 40, 1L << 53, 1_700_000_000_000_000_000L}) {
      Cells cells = Cells.of(Parameter.integer("n", low, low + 100).log());
      for (long level = 0; level <= 100; level++) {
        assertThat(cells.levelAt(cells.center(level))).isEqualTo(level);
        assertThat(cells.lowerEnd(level)).isLessThan(cells.center(level));
        assertThat(cells.high(cells.center(level))).isGreaterThan(cells.center(level));
        assertThat(cells.width(cells.center(level))).isCloseTo(1 / 101.0, within(1e-9));
      }
    }
  }
}
