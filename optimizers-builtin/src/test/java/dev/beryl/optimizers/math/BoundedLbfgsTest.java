package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoundedLbfgsTest {
  private static double[] filled(int n, double value) {
    double[] filled = new double[n];
    Arrays.fill(filled, value);
    return filled;
  }

  private static double rosenbrock(double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double off = x[i + 1] - x[i] * x[i];
      sum += 100 * off * off + (1 - x[i]) * (1 - x[i]);
      gradient[i] += -400 * x[i] * off - 2 * (1 - x[i]);
      gradient[i + 1] += 200 * off;
    }
    return sum;
  }

  @Test
  void minimize_curvedValley_reachesItsEnd() {
    double[] x = filled(6, -1);
    double value =
        new BoundedLbfgs(6, 8)
            .minimize(BoundedLbfgsTest::rosenbrock, x, filled(6, -5), filled(6, 5), 300, 1e-8, 1);
    assertThat(value).isLessThan(1e-9);
    assertThat(x).containsExactly(filled(6, 1), within(1e-4));
  }

  @Test
  void minimize_minimumOutside_endsAtTheBoundWhereTheGradientPointsOut() {
    // (x0 - 2)² + (x1 - x0)² + (x2 + 3)² in [0, 1]³: at (1, 1, 0).
    double[] x = {0.3, 0.9, 0.7};
    double value =
        new BoundedLbfgs(3, 5)
            .minimize(
                (at, gradient) -> {
                  gradient[0] = 2 * (at[0] - 2) - 2 * (at[1] - at[0]);
                  gradient[1] = 2 * (at[1] - at[0]);
                  gradient[2] = 2 * (at[2] + 3);
                  return (at[0] - 2) * (at[0] - 2)
                      + (at[1] - at[0]) * (at[1] - at[0])
                      + (at[2] + 3) * (at[2] + 3);
                },
                x,
                filled(3, 0),
                filled(3, 1),
                100,
                1e-9,
                1);
    assertThat(x).containsExactly(new double[] {1, 1, 0}, within(1e-7));
    assertThat(value).isCloseTo(10, within(1e-10));
  }

  @Test
  void minimize_valuesThatAreNotFinite_areSteppedBackFrom() {
    double[] x = {1};
    new BoundedLbfgs(1, 5)
        .minimize(
            (at, gradient) -> {
              gradient[0] = 1 - 0.01 / at[0];
              return at[0] < 0.001 ? Double.NaN : at[0] - 0.01 * Math.log(at[0]);
            },
            x,
            filled(1, -10),
            filled(1, 10),
            100,
            1e-8,
            100);
    assertThat(x[0]).isCloseTo(0.01, within(1e-6));
  }

  @Test
  void minimize_startNotFinite_givesNaN() {
    assertThat(
            new BoundedLbfgs(1, 5)
                .minimize((_, _) -> Double.NaN, new double[1], filled(1, 0), filled(1, 1), 9, 0, 1))
        .isNaN();
  }

  @Test
  void minimize_flatFunction_staysAtTheStart() {
    double[] x = {0.25, 3};
    new BoundedLbfgs(2, 5)
        .minimize(
            (_, gradient) -> {
              Arrays.fill(gradient, 0);
              return 7;
            },
            x,
            filled(2, 0),
            filled(2, 1),
            50,
            1e-9,
            1);
    assertThat(x).containsExactly(0.25, 1);
  }
}
