package dev.beryl.optimizers.quasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrambledSobolTest {
  private static final double HALF_CELL = 0x1p-33;

  /** The known answers are the lower edges of the cells. */
  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/scrambled-sobol-2024.csv", numLinesToSkip = 1)
  void point_seed2024_givesKnownPoints(long index, double x0, double x1, double x2, double x3) {
    assertThat(point(new ScrambledSobol(4, 2024), index))
        .containsExactly(x0 + HALF_CELL, x1 + HALF_CELL, x2 + HALF_CELL, x3 + HALF_CELL);
  }

  @Test
  void point_fewerCoordinatesSomewhereInTheArray_leavesTheRestAlone() {
    double[] into = {-1, -1, -1, -1};
    var sobol = new ScrambledSobol(5, 3);

    sobol.point(77, into, 1, 2);

    double[] whole = point(sobol, 77);
    assertThat(into).containsExactly(-1, whole[0], whole[1], -1);
  }

  @Test
  void point_smallerDimension_isPrefixOfALargerOnes() {
    assertThat(point(new ScrambledSobol(3, 8), 5))
        .isEqualTo(Arrays.copyOf(point(new ScrambledSobol(1200, 8), 5), 3));
  }

  @Test
  void point_beyondTheTable_isUniformAndKeepsToItsIndex() {
    var sobol = new ScrambledSobol(1411, 1);
    double[] point = point(sobol, 9);

    double[] tail = Arrays.copyOfRange(point, ScrambledSobol.SOBOL_DIMENSIONS, point.length);
    assertThat(DoubleStream.of(tail).distinct()).hasSize(300).allMatch(u -> u > 0 && u < 1);
    // 300 uniforms: mean within 5 standard errors of 1/60
    assertThat(Arrays.stream(tail).average().orElseThrow()).isBetween(0.5 - 5 / 60., 0.5 + 5 / 60.);
    assertThat(point(sobol, 10)).doesNotContain(tail);
    assertThat(point(sobol, 9)).isEqualTo(point);
  }

  @Test
  void point_lastIndex_liesInTheCube() {
    assertThat(DoubleStream.of(point(new ScrambledSobol(3, 0), ScrambledSobol.SIZE - 1)))
        .allMatch(u -> u > 0 && u < 1);
  }

  /** Squared centered L2 discrepancy; 20 independent samples have 3.9e-3 in the mean. */
  @ParameterizedTest
  @ValueSource(longs = {2024, 1, 2, 3, -9})
  void point_256pointsIn4dimensions_haveLowDiscrepancy(long seed) {
    var sobol = new ScrambledSobol(4, seed);

    assertThat(
            Discrepancy.centered(IntStream.range(0, 256).mapToObj(i -> point(sobol, i)).toList()))
        .isBetween(0.5e-4, 2e-4);
  }

  @Test
  void point_outOfRange_isRefused() {
    var sobol = new ScrambledSobol(3, 0);

    assertThatThrownBy(() -> sobol.point(-1, new double[3], 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sobol.point(1L << 32, new double[3], 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sobol.point(0, new double[4], 0, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sobol.point(0, new double[3], 1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new ScrambledSobol(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected dimension >= 1, got 0");
  }

  private static double[] point(ScrambledSobol sobol, long index) {
    double[] point = new double[sobol.dimension()];
    sobol.point(index, point, 0, point.length);
    return point;
  }
}
