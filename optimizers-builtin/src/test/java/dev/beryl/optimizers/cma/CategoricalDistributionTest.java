package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import org.junit.jupiter.api.Test;

class CategoricalDistributionTest {

  /**
   * By hand: the gradient is (1/2, -1/2), of length sqrt(1/2 + 1/2) = 1; a step of length 1 leads
   * to (1, 0), and the margin of 0.27 takes it back to (0.73, 0.27).
   */
  @Test
  void update_oneParameterOfTwo_goesToItsMargin() {
    var distribution = new CategoricalDistribution(new int[] {2}, 1);
    distribution.update(new int[][] {{0}, {0}}, new double[] {0.75, 0.25}, 2);

    assertThat(distribution.probabilities(0))
        .containsExactly(new double[] {0.73, 0.27}, within(1e-15));
    assertThat(distribution.mostProbable(0)).isZero();
  }

  /** By hand: gradients (-1/6, 1/6, 0) and (1/3, -1/3), of squared length 1/6 + 4/9. */
  @Test
  void update_twoParameters_stepsAlongTheGradient() {
    var distribution = new CategoricalDistribution(new int[] {3, 2}, 40);
    int[][] chosen = {{1, 0}, {2, 0}, {0, 1}};
    distribution.update(chosen, new double[] {0.5, 1.0 / 3, 1.0 / 6}, 3);

    double step = 1 / Math.sqrt(3 * 2.0 / 36 + 2 * 2 * (1.0 / 9));
    assertThat(distribution.probabilities(0))
        .containsExactly(
            new double[] {1.0 / 3 - step / 6, 1.0 / 3 + step / 6, 1.0 / 3}, within(1e-15));
    double clipped = CategoricalDistribution.margin(40);
    double second = Math.min(1 - clipped, 0.5 + step / 3);
    assertThat(distribution.probabilities(1))
        .containsExactly(new double[] {second, 1 - second}, within(1e-15));
  }

  @Test
  void update_withoutParents_changesNothing() {
    var distribution = new CategoricalDistribution(new int[] {4}, 1);
    distribution.update(new int[0][], new double[0], 0);

    assertThat(distribution.probabilities(0)).containsOnly(0.25);
  }

  /** The chi-square statistic of 100 000 draws, 3 degrees of freedom; a false alarm is 1e-6. */
  @Test
  void sample_hasTheProbabilities() {
    var distribution = new CategoricalDistribution(new int[] {4}, 1);
    distribution.update(new int[][] {{2}, {1}}, new double[] {0.8, 0.2}, 2);
    double[] q = distribution.probabilities(0);
    long[] counts = new long[4];
    var random = new PhiloxRandom(7, 7);
    int[] drawn = new int[1];
    for (int i = 0; i < 100_000; i++) {
      distribution.sample(random, drawn);
      counts[drawn[0]]++;
    }
    double statistic = 0;
    for (int k = 0; k < 4; k++) {
      double expected = 100_000 * q[k];
      statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
    }
    assertThat(statistic).isLessThan(30.7);
  }

  @Test
  void margin_ofOneAndOfMany_isKnown() {
    assertThat(CategoricalDistribution.margin(1)).isCloseTo(0.27, within(1e-15));
    assertThat(1 - Math.pow(1 - CategoricalDistribution.margin(9), 9))
        .isCloseTo(0.27, within(1e-14));
  }

  @Test
  void constructor_refusesOneCategory_andTooFewParameters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalDistribution(new int[] {3, 1}, 2))
        .withMessageContaining("at least 2 categories, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalDistribution(new int[] {3, 3}, 1))
        .withMessageContaining("at least 2 discrete parameters, got 1");
  }
}
