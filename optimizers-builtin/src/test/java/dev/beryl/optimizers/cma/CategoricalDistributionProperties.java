package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CategoricalDistributionProperties {

  private static double[] weights(SplittableRandom random, int count) {
    double[] weights = random.doubles(count).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  @Property(tries = 300, seed = "51")
  void probabilities_keepTheirMargin_andSumToOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int parameters,
      @ForAll @IntRange(min = 0, max = 3) int integers) {
    var random = new SplittableRandom(seed);
    int[] categories = random.ints(parameters, 2, 12).toArray();
    var distribution = new CategoricalDistribution(categories, parameters + integers);
    for (int generation = 0; generation < 60; generation++) {
      int[][] chosen = new int[4][parameters];
      for (int[] one : chosen) {
        for (int j = 0; j < parameters; j++) { // for half of the generations always the same
          one[j] = generation % 60 < 30 ? 0 : random.nextInt(categories[j]);
        }
      }
      distribution.update(chosen, weights(random, 4), 4);
      for (int j = 0; j < parameters; j++) {
        double[] q = distribution.probabilities(j);
        assertThat(Arrays.stream(q).min().orElseThrow())
            .isGreaterThanOrEqualTo(distribution.least(j));
        assertThat(Arrays.stream(q).sum()).isCloseTo(1, within(1e-14));
      }
    }
  }

  @Property(tries = 200, seed = "52")
  void relabelling_permutesTheProbabilities(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int categories) {
    var random = new SplittableRandom(seed);
    int[] label = permutation(random, categories);
    var plain = new CategoricalDistribution(new int[] {categories, 3}, 2);
    var relabeled = new CategoricalDistribution(new int[] {categories, 3}, 2);
    for (int generation = 0; generation < 25; generation++) {
      int[][] chosen = new int[3][2];
      int[][] renamed = new int[3][2];
      for (int i = 0; i < 3; i++) {
        chosen[i][0] = Math.min(random.nextInt(categories), random.nextInt(categories));
        chosen[i][1] = random.nextInt(3);
        renamed[i][0] = label[chosen[i][0]];
        renamed[i][1] = chosen[i][1];
      }
      double[] weights = weights(random, 3);
      plain.update(chosen, weights, 3);
      relabeled.update(renamed, weights, 3);
    }
    for (int k = 0; k < categories; k++) {
      assertThat(relabeled.probabilities(0)[label[k]])
          .isCloseTo(plain.probabilities(0)[k], within(1e-9));
    }
  }

  private static int[] permutation(SplittableRandom random, int size) {
    int[] permutation = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      permutation[i] = permutation[j];
      permutation[j] = i;
    }
    return permutation;
  }

  /** Each parameter has a best category; the loss counts those that are not taken. */
  @Property(tries = 40, seed = "53")
  void bestCategories_areFound(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int categories) {
    int[] sizes = {categories, categories, 3};
    int[] best = {categories - 1, 0, 1};
    var distribution = new CategoricalDistribution(sizes, 3);
    var random = new PhiloxRandom(seed, 1);
    int lambda = 8;
    int mu = 4;
    double[] weights = {0.5, 0.25, 0.15, 0.1};
    for (int generation = 0; generation < 120; generation++) {
      int[][] chosen = new int[lambda][3];
      random.seek(generation, 0);
      for (int[] one : chosen) {
        distribution.sample(random, one);
      }
      Arrays.sort(chosen, (a, b) -> Integer.compare(misses(a, best), misses(b, best)));
      distribution.update(chosen, weights, mu);
    }
    for (int j = 0; j < 3; j++) {
      assertThat(distribution.mostProbable(j)).isEqualTo(best[j]);
      assertThat(distribution.probabilities(j)[best[j]]).isGreaterThan(0.6);
    }
  }

  private static int misses(int[] chosen, int[] best) {
    int misses = 0;
    for (int j = 0; j < best.length; j++) {
      misses += chosen[j] == best[j] ? 0 : 1;
    }
    return misses;
  }
}
