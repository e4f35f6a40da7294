package dev.beryl.optimizers.quasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.random.PhiloxRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LatinHypercubesProperties {

  @Property(seed = "20261126", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void point_anyHypercube_hasOnePointInEachInterval(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int points,
      @ForAll @IntRange(min = 1, max = 5) int dimension,
      @ForAll @IntRange(max = 1000) int cube) {
    LatinHypercubes sample = sample(points, dimension, seed);
    boolean[][] taken = new boolean[dimension][points];
    double[] point = new double[dimension];
    for (int i = 0; i < points; i++) {
      sample.point((long) cube * points + i, point);
      for (int j = 0; j < dimension; j++) {
        taken[j][(int) (point[j] * points)] = true;
      }
    }

    for (boolean[] intervals : taken) {
      assertThat(intervals).doesNotContain(false);
    }
  }

  @Example
  void point_inAnyOrder_isTheSame() {
    LatinHypercubes forwards = sample(10, 3, 1);
    LatinHypercubes back = sample(10, 3, 1);
    double[][] points = new double[40][3];
    for (int i = 0; i < 40; i++) {
      forwards.point(i, points[i]);
    }

    double[] point = new double[3];
    for (int i = 39; i >= 0; i--) {
      back.point(i, point);
      assertThat(point).isEqualTo(points[i]);
    }
  }

  /** Chi-square of 16 cells over 4000 seeds at level 1e-4: the quantile at 15 degrees is 44.3. */
  @Example
  void point_anyIndex_isUniformOverSeeds() {
    int[] counts = new int[16];
    double[] point = new double[2];
    for (int seed = 0; seed < 4000; seed++) {
      sample(7, 2, seed).point(5, point);
      counts[(int) (point[0] * 4) * 4 + (int) (point[1] * 4)]++;
    }

    double statistic = 0;
    for (int count : counts) {
      statistic += (count - 250) * (count - 250) / 250.0;
    }
    assertThat(statistic).isLessThan(44.3);
  }

  private static LatinHypercubes sample(int points, int dimension, long seed) {
    return new LatinHypercubes(
        points, dimension, new PhiloxRandom(seed, 0), new PhiloxRandom(seed, 1));
  }
}
