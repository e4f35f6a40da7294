package dev.beryl.optimizers.quasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaltonSequenceTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/known-answers/halton.csv", numLinesToSkip = 1)
  void plain_firstFiveBases_givesKnownPoints(
      long index, double x0, double x1, double x2, double x3, double x4) {
    assertThat(point(HaltonSequence.plain(5), index, 5)).containsExactly(x0, x1, x2, x3, x4);
  }

  /** Index 1 has the coordinate 1 / base; the thousandth prime is 7919. */
  @Test
  void plain_indexOne_givesTheInversesOfThePrimes() {
    double[] inverses = point(HaltonSequence.plain(1000), 1, 1000);

    assertThat(inverses).startsWith(1 / 2.0, 1 / 3.0, 1 / 5.0, 1 / 7.0, 1 / 11.0, 1 / 13.0);
    assertThat(inverses[999]).isEqualTo(1 / 7919.0);
    assertThat(IntStream.range(1, 1000)).allMatch(j -> inverses[j] < inverses[j - 1]);
  }

  /** Of base^k points from a multiple of it on, each interval of length base^-k holds one. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -5, 987_654_321})
  void scrambled_alignedBlocks_areStratifiedInEachBase(long seed) {
    HaltonSequence sequence = HaltonSequence.scrambled(4, seed);
    int[] blocks = {64, 27, 125, 49};
    for (int j = 0; j < 4; j++) {
      boolean[] taken = new boolean[blocks[j]];
      for (int i = 0; i < blocks[j]; i++) {
        double[] point = point(sequence, 7L * blocks[j] + i, 4);
        taken[(int) (point[j] * blocks[j])] = true;
      }
      assertThat(taken).doesNotContain(false);
    }
  }

  /** Chi-square of 20 cells over 4000 seeds at level 1e-4: the quantile at 19 degrees is 50.8. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 40})
  void scrambled_fixedIndex_isUniformOverSeeds(int place) {
    int[] counts = new int[20];
    for (int seed = 0; seed < 4000; seed++) {
      double u = point(HaltonSequence.scrambled(place + 1, seed), 3, place + 1)[place];
      counts[(int) (u * 20)]++;
    }

    double statistic = IntStream.of(counts).mapToDouble(n -> (n - 200) * (n - 200) / 200.0).sum();
    assertThat(statistic).isLessThan(50.8);
  }

  /** 20 independent samples have 3.9e-3 in the mean. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scrambled_256pointsIn4dimensions_haveLowDiscrepancy(long seed) {
    HaltonSequence sequence = HaltonSequence.scrambled(4, seed);

    assertThat(
            Discrepancy.centered(
                IntStream.range(0, 256).mapToObj(i -> point(sequence, i, 4)).toList()))
        .isLessThan(8e-4);
  }

  /** The bases 61 and 67 as published run in parallel; digits permuted at random do not. */
  @Test
  void scrambled_largeBases_areNotCorrelated() {
    assertThat(correlation(HaltonSequence.plain(19))).isGreaterThan(0.8);
    assertThat(correlation(HaltonSequence.scrambled(19, 1))).isBetween(-0.5, 0.5);
  }

  private static double correlation(HaltonSequence sequence) {
    double sum = 0;
    for (int i = 0; i < 60; i++) {
      double[] point = point(sequence, i, 19);
      sum += (point[17] - 0.5) * (point[18] - 0.5) * 12 / 60;
    }
    return sum;
  }

  private static double[] point(HaltonSequence sequence, long index, int dimension) {
    double[] point = new double[dimension];
    sequence.point(index, point);
    return point;
  }
}
