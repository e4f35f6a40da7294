package dev.beryl.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.race.Noise.Watch;
import dev.beryl.random.PhiloxRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTest {

  private static double ratio(List<double[]> losses) {
    return Noise.ratio(losses, Estimates.of(losses, 0));
  }

  @Test
  void ratio_ofNoiseAndMeansAlike_isTheQuotientOfTheirDeviations() {
    var random = new PhiloxRandom(1, 0);
    var losses = new ArrayList<double[]>();
    for (int i = 0; i < 400; i++) {
      double mean = 4 * random.nextGaussian();
      losses.add(random.doubles(8).map(_ -> mean + random.nextGaussian()).toArray());
    }

    assertThat(ratio(losses)).isCloseTo(0.25, within(0.03));
  }

  @Test
  void ratio_ofThreeTreatments_isNotKnown() {
    double[] values = {1, 2, 3};

    assertThat(ratio(List.of(values, values, values, new double[] {1, 2}))).isNaN();
    assertThat(ratio(List.of(values, values, values, values))).isInfinite();
  }

  @Test
  void ratio_withoutNoise_isZero() {
    double[] values = {1, 1, 1};

    assertThat(ratio(List.of(values, values, values, values))).isZero();
  }

  @Test
  void isNone_threeEqualValues_isSo() {
    assertThat(Noise.isNone(0.3, 0.3, 0.3)).isTrue();
    assertThat(Noise.isNone(0.3, 0.3)).isFalse();
    assertThat(Noise.isNone(0.3, 0.3, 0.4)).isFalse();
  }

  @Test
  void isNone_equalCounts_needTen() {
    assertThat(Noise.isNone(1, 1, 1)).isFalse();
    assertThat(Noise.isNone(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).isTrue();
  }

  @Test
  void watch_twoTreatmentsOfThreeEqualValues_isDeterministic() {
    var watch = new Watch();
    for (int block = 0; block < 3; block++) {
      watch.add(7, 0.5);
      assertThat(watch.isDeterministic()).isFalse();
      watch.add(9, 1.5);
    }

    assertThat(watch.isDeterministic()).isTrue();
    watch.add(7, 0.5000001);
    assertThat(watch.isDeterministic()).isFalse();
  }

  @Test
  void watch_oneThatDiffers_isNoisyForGood() {
    var watch = new Watch();
    watch.add(1, 0.5);
    watch.add(1, 0.25);
    for (int block = 0; block < 5; block++) {
      watch.add(2, 0.5);
      watch.add(3, 0.5);
    }

    assertThat(watch.isDeterministic()).isFalse();
  }
}
