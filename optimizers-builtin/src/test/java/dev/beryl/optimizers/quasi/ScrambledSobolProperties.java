package dev.beryl.optimizers.quasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScrambledSobolProperties {

  /** Of 256 points, each elementary interval of the first two dimensions holds exactly one. */
  @Property(seed = "20261123", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void point_anyAlignedBlockOf256_isANet(
      @ForAll long seed, @ForAll @IntRange(max = (1 << 24) - 1) int block) {
    var sobol = new ScrambledSobol(2, seed);
    double[] points = new double[512];
    for (int i = 0; i < 256; i++) {
      sobol.point(256L * block + i, points, 2 * i, 2);
    }

    for (int k = 0; k <= 8; k++) {
      int rows = 1 << k;
      int columns = 256 / rows;
      boolean[] taken = new boolean[256];
      for (int i = 0; i < 256; i++) {
        taken[(int) (points[2 * i] * rows) * columns + (int) (points[2 * i + 1] * columns)] = true;
      }
      assertThat(taken).as("intervals 2^-%s x 2^-%s", k, 8 - k).doesNotContain(false);
    }
  }

  /** In each coordinate alone, 2^k aligned points fall into 2^k equal cells, one into each. */
  @Property(seed = "20261124", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void point_anyCoordinate_isStratified(
      @ForAll long seed, @ForAll @IntRange(max = ScrambledSobol.SOBOL_DIMENSIONS - 1) int place) {
    var sobol = new ScrambledSobol(ScrambledSobol.SOBOL_DIMENSIONS, seed);
    double[] point = new double[place + 1];
    boolean[] taken = new boolean[64];
    for (int i = 0; i < taken.length; i++) {
      sobol.point(i, point, 0, point.length);
      taken[(int) (point[place] * taken.length)] = true;
    }

    assertThat(taken).doesNotContain(false);
  }

  /**
   * At a fixed index every coordinate is uniform over seeds: Kolmogorov-Smirnov with 2000 seeds,
   * false alarm 1e-6 for each of 40 draws at most (distance 2.69 / sqrt n).
   */
  @Property(seed = "20261125", tries = 40, edgeCases = EdgeCasesMode.NONE)
  void point_fixedIndex_isUniformOverSeeds(
      @ForAll @IntRange(max = 1 << 20) int index,
      @ForAll @IntRange(max = 30) int place,
      @ForAll int firstSeed) {
    int n = 2000;
    double[] sample =
        IntStream.range(0, n)
            .mapToDouble(k -> {
              double[] point = new double[place + 1];
              new ScrambledSobol(place + 1, (long) firstSeed + k).point(index, point, 0, place + 1);
              return point[place];
            })
            .sorted()
            .toArray();

    double distance =
        IntStream.range(0, n)
            .mapToDouble(i -> Math.max((i + 1.0) / n - sample[i], sample[i] - (double) i / n))
            .max()
            .orElseThrow();
    assertThat(distance).as(() -> Arrays.toString(sample)).isLessThan(2.69 / Math.sqrt(n));
  }
}
