package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntegerCenteringTest {

  @Test
  void center_noneLeft_changesNothing() {
    double[] places = {0.8, 1.3, 1.1};
    IntegerCentering.center(places, new double[] {1, 1, 1}, new boolean[3], 3);

    assertThat(places).containsExactly(0.8, 1.3, 1.1);
  }

  @Test
  void center_oneLeft_countsWithItsCenter_andTheBiasIsTakenBack() {
    double[] places = {1.6, 1.3, 0.9, 1.4, 7};
    double[] centers = {2, 1, 1, 1, 99};
    IntegerCentering.center(places, centers, new boolean[] {true, false, false, false, true}, 4);

    double share = 0.4 / 0.7; // of the moves down to 1, from 1.3 and 1.4
    assertThat(places[0]).isEqualTo(2);
    assertThat(places[1]).isCloseTo(1.3 - 0.3 * share, within(1e-15));
    assertThat(places[2]).isEqualTo(0.9);
    assertThat(places[3]).isCloseTo(1.4 - 0.4 * share, within(1e-15));
    assertThat(places[4]).isEqualTo(7);
  }

  @Test
  void center_moreBiasThanCanBeTakenBack_goesToTheCenters() {
    double[] places = {3.6, 1.1};
    IntegerCentering.center(places, new double[] {4, 1}, new boolean[] {true, false}, 2);

    assertThat(places).containsExactly(4, 1);
  }

  @Property(tries = 500, seed = "41")
  void sum_changesByNoMoreThanWhatCannotBeTakenBack(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    double[] places = random.doubles(6, -1.5, 1.5).toArray();
    double[] centers = Arrays.stream(places).map(Math::rint).toArray();
    boolean[] left = new boolean[6];
    double bias = 0;
    for (int i = 0; i < 6; i++) {
      left[i] = centers[i] != 0;
      bias += left[i] ? centers[i] - places[i] : 0;
    }
    double available = 0;
    for (int i = 0; i < 6; i++) {
      available += !left[i] && places[i] * bias > 0 ? Math.abs(places[i]) : 0;
    }
    double before = Arrays.stream(places).sum();
    IntegerCentering.center(places, centers, left, 6);

    double expected = Math.signum(bias) * Math.max(0, Math.abs(bias) - available);
    assertThat(Arrays.stream(places).sum() - before).isCloseTo(expected, within(1e-12));
    for (int i = 0; i < 6; i++) {
      assertThat(Math.rint(places[i])).isEqualTo(centers[i]);
    }
  }
}
