package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatesTest {

  /** Losses of treatments with a common effect of each block. */
  private static List<double[]> losses(long seed, double own, int[] blocks, double... means) {
    var random = new PhiloxRandom(seed, 0);
    double[] common = random.doubles(64).map(_ -> random.nextGaussian()).toArray();
    var losses = new ArrayList<double[]>();
    for (int i = 0; i < means.length; i++) {
      double[] values = new double[blocks[i]];
      for (int r = 0; r < values.length; r++) {
        values[r] = means[i] + common[r] + own * random.nextGaussian();
      }
      losses.add(values);
    }
    return losses;
  }

  @Test
  void mean_ofTheIncumbentAndOfAsManyBlocks_isThatOfTheValues() {
    Estimates estimates = Estimates.of(List.of(new double[] {1, 2, 6}, new double[] {2, 4, 9}), 0);

    assertThat(estimates.mean(0)).isEqualTo(3);
    assertThat(estimates.mean(1)).isEqualTo(5);
  }

  @Test
  void mean_onHardBlocks_isCorrectedByTheIncumbent() {
    double[] incumbent = {9, 9, 1, 1, 1, 1, 1, 1};
    double[] other = {10, 10};
    double[] third = {9.5, 9.7, 1.2, 1.8};
    Estimates estimates = Estimates.of(List.of(incumbent, other, third), 0);

    assertThat(estimates.beta()).isBetween(0.2, 0.5); // of 1, for the noise within
    assertThat(estimates.mean(1)).isCloseTo(10 - estimates.beta() * 6, within(1e-12));
  }

  @Test
  void beta_withoutCommonEffects_isNearZero() {
    var random = new PhiloxRandom(3, 0);
    var losses = new ArrayList<double[]>();
    for (int i = 0; i < 30; i++) {
      losses.add(random.doubles(10).map(_ -> random.nextGaussian()).toArray());
    }

    assertThat(Estimates.of(losses, 0).beta()).isLessThan(0.1);
  }

  /** 400 treatments of one block each, beside an incumbent of 32. */
  @Test
  void standardError_ofOneBlock_isThatOfTheErrorsMade() {
    int[] blocks = new int[401];
    Arrays.fill(blocks, 2);
    blocks[0] = 32;
    double square = 0;
    double claimed = 0;
    for (int seed = 0; seed < 20; seed++) {
      Estimates estimates = Estimates.of(losses(seed, 0.5, blocks, new double[401]), 0);
      for (int i = 1; i <= 400; i++) {
        square += estimates.mean(i) * estimates.mean(i) / 8000;
        claimed += estimates.standardError(i) * estimates.standardError(i) / 8000;
      }
    }

    assertThat(claimed / square).isBetween(0.6, 1.6);
  }

  @Test
  void standardError_ofOneBlockEach_isNotKnown() {
    Estimates estimates = Estimates.of(List.of(new double[] {1}, new double[] {2}), 0);

    assertThat(estimates.standardError(1)).isNaN();
    assertThat(Estimates.pooledDeviation(List.of(new double[] {1}, new double[] {2}))).isNaN();
    assertThat(estimates.finalists(5)).containsExactly(0, 1);
  }

  @Test
  void finalists_aLuckyOne_standsBehindThoseThatAreCertain() {
    List<double[]> losses =
        List.of(
            new double[] {1.0, 1.1, 0.9, 1.0, 1.0, 1.1, 0.9, 1.0},
            new double[] {0.9, 4.5},
            new double[] {1.1, 1.2, 1.0, 1.1, 1.1, 1.2, 1.0, 1.1},
            new double[] {0.95},
            new double[] {3, 3.1},
            new double[] {5, 5.5},
            new double[] {6, 6.5},
            new double[] {7, 4.5});
    Estimates estimates = Estimates.of(losses, 0);
    double[] shrunken = estimates.shrunken();

    assertThat(estimates.mean(3)).isLessThan(estimates.mean(0));
    assertThat(shrunken[3]).isGreaterThan(estimates.mean(3));
    assertThat(estimates.finalists(3)).hasSize(3).startsWith(0);
  }

  @Test
  void shrunken_withoutNoise_isTheEstimate() {
    Estimates estimates =
        Estimates.of(List.of(new double[] {1, 1}, new double[] {2, 2}, new double[] {4, 4}), 0);

    assertThat(estimates.shrunken()).containsExactly(1, 2, 4);
    assertThat(estimates.standardError(1)).isZero();
  }
}
