package dev.beryl.optimizers.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BandwidthTest {
  private static final Bandwidth.Scott SCOTT = new Bandwidth.Scott(0.8, 0.01);

  @Test
  void scott_weightedValues_knownAnswer() {
    double[] places = {0.1, 0.3, 0.35, 0.8};
    double[] weights = {0.4, 0.3, 0.2, 0.1};
    assertThat(SCOTT.width(places, weights, 4, 3, 0)).isCloseTo(0.1292296946882555, within(1e-15));
  }

  @Test
  void scott_oneValue_isShrunkToThePriorDeviation() {
    assertThat(SCOTT.width(new double[] {0.5}, new double[] {1}, 1, 5, 0))
        .isCloseTo(0.08485281374238571, within(1e-15));
  }

  @Test
  void scott_equalValues_knownAnswer() {
    double third = 1.0 / 3;
    double[] places = {0.2, 0.2, 0.2};
    assertThat(SCOTT.width(places, new double[] {third, third, third}, 3, 2, 0))
        .isCloseTo(0.049960990659336256, within(1e-15));
  }

  @Test
  void scott_fewLevels_reachesTheNextOne() {
    double[] places = new double[1000];
    double[] weights = new double[1000];
    java.util.Arrays.fill(places, 0.125);
    java.util.Arrays.fill(weights, 1e-3);
    assertThat(SCOTT.width(places, weights, 1000, 1, 4)).isEqualTo(0.1);
    assertThat(SCOTT.width(places, weights, 1000, 1, 0)).isEqualTo(0.01);
    assertThat(SCOTT.width(places, weights, 1000, 1, 1000)).isEqualTo(0.01);
  }
}
