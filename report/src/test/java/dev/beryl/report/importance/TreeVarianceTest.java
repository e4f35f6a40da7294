package dev.beryl.report.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TreeVarianceTest {
  private static final Axis REAL = new Axis(50, false, 1);

  /** x below 0.25: 1; else y below 0.5: 2, else 6. */
  @Test
  void handMadeTree_hasItsVariancesAndAllSubsetsSumToTheTotal() {
    List<Axis> axes = List.of(REAL, REAL);
    var tree = new RegressionTree(axes);
    int one = tree.leaf(1);
    int two = tree.leaf(2);
    int six = tree.leaf(6);
    tree.split(0, 0.25, one, tree.split(1, 0.5, two, six));
    var variance = new TreeVariance(axes, tree);

    double mean = 0.25 + 0.375 * 2 + 0.375 * 6;
    double total = 0.25 * sq(1 - mean) + 0.375 * sq(2 - mean) + 0.375 * sq(6 - mean);
    double x = 0.25 * sq(1 - mean) + 0.75 * sq(4 - mean);
    double y = 0.5 * sq(0.25 + 0.75 * 2 - mean) + 0.5 * sq(0.25 + 0.75 * 6 - mean);

    assertThat(variance.total()).isCloseTo(total, within(1e-12));
    assertThat(variance.alone(0)).isCloseTo(x, within(1e-12));
    assertThat(variance.alone(1)).isCloseTo(y, within(1e-12));
    assertThat(variance.alone(0) + variance.alone(1) + variance.together(0, 1))
        .isCloseTo(total, within(1e-12));
  }

  /** A level has measure 1/3 of the active half; inactive has the other half. */
  @Test
  void conditionalChoice_hasALevelForInactive() {
    List<Axis> axes = List.of(new Axis(3, true, 0.5), REAL);
    var tree = new RegressionTree(axes);
    int low = tree.leaf(0);
    int high = tree.leaf(12);
    var levels = new BitSet();
    levels.set(0);
    tree.split(0, levels, high, low);
    var variance = new TreeVariance(axes, tree);

    assertThat(variance.total()).isCloseTo(144.0 / 6 * 5 / 6, within(1e-12));
    assertThat(variance.alone(0)).isCloseTo(variance.total(), within(1e-12));
    assertThat(variance.alone(1)).isZero();
    assertThat(variance.together(0, 1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void forestOfAnAdditiveFunction_hasTheKnownShares() {
    double[] shares = shares(1000, 2, x -> x[0] + x[1] / 2);

    assertThat(shares[0]).isCloseTo(0.8, within(0.03));
    assertThat(shares[1]).isCloseTo(0.2, within(0.03));
  }

  /** Exactly 0.314, 0.442 and 0; forests on 1 000 points are known to give about these. */
  @Test
  void forestOfTheIshigamiFunction_isNearTheKnownShares() {
    double[] shares =
        shares(
            1000,
            3,
            x -> {
              double a = Math.PI * (2 * x[0] - 1);
              double b = Math.PI * (2 * x[1] - 1);
              double c = Math.PI * (2 * x[2] - 1);
              return StrictMath.sin(a)
                  + 7 * StrictMath.pow(StrictMath.sin(b), 2)
                  + 0.1 * StrictMath.pow(c, 4) * StrictMath.sin(a);
            });

    assertThat(shares[0]).isCloseTo(0.29, within(0.05));
    assertThat(shares[1]).isCloseTo(0.34, within(0.08));
    assertThat(shares[2]).isCloseTo(0.01, within(0.03));
  }

  private static double[] shares(int points, int dimension, ToDoubleFunction<double[]> f) {
    var random = new PhiloxRandom(11, 0);
    double[][] places = new double[dimension][points];
    double[] values = new double[points];
    double[] x = new double[dimension];
    for (int i = 0; i < points; i++) {
      random.nextDoubles(x, 0, dimension);
      for (int j = 0; j < dimension; j++) {
        places[j][i] = x[j];
      }
      values[i] = f.applyAsDouble(x);
    }
    List<Axis> axes = java.util.Collections.nCopies(dimension, REAL);
    return ForestShares.of(TreeGrowth.forest(axes, places, values, 16, 1), dimension);
  }

  private static double sq(double x) {
    return x * x;
  }
}
