package dev.beryl.optimizers.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.Normal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static double[] targets(double... losses) {
    return Targets.of(losses, new int[losses.length], true).values();
  }

  private static double[] scaled(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    return Arrays.stream(values).map(x -> (x - mean) / deviation).toArray();
  }

  @Test
  void betterVariance_isOfTheDistancesFromTheMedian() {
    double deviation = Math.sqrt((9 + 4 + 1 + 0 + 36) / 5.0); // mean 3
    double expected = (4 + 1 + 0) / 3.0 / (deviation * deviation);
    assertThat(Targets.of(new double[] {9, 1, 3, 0, 2}, new int[5], false).betterVariance())
        .isCloseTo(expected, within(1e-12));
    assertThat(Targets.of(new double[] {7, 7}, new int[2], true).betterVariance()).isZero();
  }

  @Test
  void values_worseThanTheMedian_countByRank() {
    // Median 3, better ones -2, -1 and 0 from it: s = sqrt(5/3).
    double s = Math.sqrt(5 / 3.0);
    double[] expected =
        scaled(
            -2 / s,
            -1 / s,
            0,
            -Normal.quantile(0.5 * 1.5 / 2.5),
            -Normal.quantile(0.5 * 0.5 / 2.5));
    assertThat(targets(1, 2, 3, 100, 1e9)).containsExactly(expected, within(1e-12));
    assertThat(targets(1, 2, 3, 4, 5)).containsExactly(expected, within(1e-12));
  }

  @Test
  void values_noLossAtTheMedian_haveNoHalfRankMore() {
    double s = Math.sqrt((1.5 * 1.5 + 0.5 * 0.5) / 2);
    double[] expected =
        scaled(
            -1.5 / s, -0.5 / s, -Normal.quantile(0.5 * 1.5 / 2), -Normal.quantile(0.5 * 0.5 / 2));
    assertThat(targets(1, 2, 3, 4)).containsExactly(expected, within(1e-12));
  }

  @Test
  void values_equalLosses_shareARank() {
    double[] values = targets(1, 2, 3, 7, 7, 9, 9);
    assertThat(values[3]).isEqualTo(values[4]);
    assertThat(values[5]).isEqualTo(values[6]).isGreaterThan(values[4]);
  }

  @Test
  void values_withoutALoss_areTheWorstInTheirOrder() {
    double[] losses = {5, NONE, 1, NONE, 2, 3, NONE, 4};
    int[] tiers = {0, 1, 0, 0, 0, 0, 1, 0};
    double[] values = Targets.of(losses, tiers, true).values();
    assertThat(values[3]).isGreaterThan(values[0]);
    assertThat(values[1]).isGreaterThan(values[3]).isEqualTo(values[6]);
    double[] plain = Targets.of(losses, tiers, false).values();
    assertThat(plain[1]).isEqualTo(plain[0]).isEqualTo(plain[3]);
  }

  @Test
  void values_fewHaveALoss_areFiniteAndOrdered() {
    double[] losses = {NONE, 1, NONE, NONE, NONE, 3};
    double[] values = Targets.of(losses, new int[] {0, 0, 1, 2, 3, 0}, true).values();
    assertThat(values).doesNotContain(Double.NaN);
    assertThat(values[1]).isLessThan(values[5]);
    assertThat(values[5]).isLessThan(values[0]);
    assertThat(values[3]).isLessThan(values[4]);
  }

  @Test
  void values_extremeLosses_areFiniteAndOrdered() {
    for (double[] losses :
        new double[][] {
          {1e300, -1e300, 0, 5, 1e-300},
          {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1},
          {Double.MIN_VALUE, 0, -Double.MIN_VALUE, -0.0, 0},
          {7, 7, 7, 7},
          {3},
          {NONE, NONE, NONE}
        }) {
      for (boolean halfRank : new boolean[] {true, false}) {
        Targets targets = Targets.of(losses, new int[losses.length], halfRank);
        double[] values = targets.values();
        for (int i = 0; i < losses.length; i++) {
          assertThat(values[i]).isFinite();
          assertThat(targets.variance(losses[i], 1e300)).isFinite().isNotNegative();
          for (int j = 0; j < losses.length; j++) {
            assertThat(losses[i] < losses[j] && values[i] > values[j]).isFalse();
          }
        }
      }
    }
  }

  @Test
  void loss_atATarget_isItsLoss() {
    double[] losses = {4, 1, 8, 2.5, 1e6, 3};
    Targets targets = Targets.of(losses, new int[6], true);
    for (int i = 0; i < losses.length; i++) {
      assertThat(targets.loss(targets.values()[i])).isCloseTo(losses[i], within(1e-9 * losses[i]));
    }
    assertThat(targets.loss(10)).isEqualTo(1e6);
    assertThat(targets.loss(targets.values()[1] - 1)).isLessThan(1);
  }

  @Test
  void variance_ofABetterLoss_isScaledLikeIt() {
    double[] losses = {1, 2, 3, 100, 1e9};
    Targets targets = Targets.of(losses, new int[5], true);
    double perUnit = targets.values()[1] - targets.values()[0];
    assertThat(targets.variance(1, 0.1)).isCloseTo(0.01 * perUnit * perUnit, within(1e-12));
    assertThat(targets.variance(1e9, 0.1)).isLessThan(1e-12);
    assertThat(targets.variance(1, Double.NaN)).isZero();
    assertThat(targets.variance(1, 0)).isZero();
  }
}
