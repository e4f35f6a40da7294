package dev.beryl.optimizers.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HypervolumeTest {
  private static final List<double[]> FRONT =
      List.of(new double[] {1, 5}, new double[] {2, 3}, new double[] {4, 1}, new double[] {0.5, 6});
  private static final double[] SEVENS = {7, 7};

  @Test
  void of_twoObjectives_knownAnswer() {
    assertThat(Hypervolume.of(FRONT, SEVENS)).isCloseTo(28.5, within(1e-12));
  }

  @Test
  void of_threeObjectives_knownAnswer() {
    List<double[]> points =
        List.of(
            new double[] {1, 2, 3},
            new double[] {3, 1, 2},
            new double[] {2, 3, 1},
            new double[] {2, 2, 2},
            new double[] {3, 3, 3},
            new double[] {1, 3, 3});
    assertThat(Hypervolume.of(points, new double[] {4, 4, 4})).isCloseTo(14, within(1e-12));
  }

  @Test
  void exclusive_knownContributions() {
    double[] expected = {1, 4, 6, 0.5};
    for (int i = 0; i < expected.length; i++) {
      var others = new ArrayList<>(FRONT);
      double[] point = others.remove(i);
      assertThat(Hypervolume.exclusive(point, others, SEVENS))
          .isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void of_pointsBeyondTheReference_isZero() {
    assertThat(Hypervolume.of(List.of(new double[] {8, 1}, new double[] {7, 0}), SEVENS)).isZero();
    assertThat(Hypervolume.of(List.of(), SEVENS)).isZero();
  }

  /** Against counting 100 000 uniform points: four standard errors at the most. */
  @Test
  void of_randomPointsOfFourObjectives_isTheCountedVolume() {
    var random = new SplittableRandom(4);
    var points = new ArrayList<double[]>();
    for (int i = 0; i < 15; i++) {
      points.add(random.doubles(4).toArray());
    }
    int dominated = 0;
    for (int i = 0; i < 100_000; i++) {
      double[] at = random.doubles(4).toArray();
      dominated += points.stream().anyMatch(p -> isBelow(p, at)) ? 1 : 0;
    }
    double volume = Hypervolume.of(points, new double[] {1, 1, 1, 1});
    assertThat(volume)
        .isCloseTo(dominated / 1e5, within(4 * Math.sqrt(volume * (1 - volume) / 1e5)));
  }

  private static boolean isBelow(double[] point, double[] other) {
    boolean below = true;
    for (int i = 0; i < point.length; i++) {
      below &= point[i] <= other[i];
    }
    return below;
  }
}
