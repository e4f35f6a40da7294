package dev.beryl.optimizers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.optimizers.math.Rows;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CovarianceTest {
  private static final int N = 6;

  private final Random random = new Random(7);

  private double[] vector() {
    return random.doubles(N, -1, 1).toArray();
  }

  /** Identity and the sum of ten squares of vectors, by an update. */
  private <C extends Covariance> C updated(C covariance) {
    double[][] rows = new double[9][];
    double[] weights = new double[9];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = vector();
      weights[k] = 0.1 * (k + 1);
    }
    double[] path = vector();
    double[][] expected = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        expected[i][j] = (i == j ? 0.7 : 0) + 0.4 * path[i] * path[j];
        for (int k = 0; k < rows.length; k++) {
          expected[i][j] += weights[k] * rows[k][i] * rows[k][j];
        }
      }
    }
    covariance.update(0.7, 0.4, path, rows, weights, rows.length);
    covariance.decompose();
    for (int i = 0; i < N; i++) {
      assertThat(covariance.variance(i)).isCloseTo(expected[i][i], within(1e-13));
    }
    if (covariance instanceof FullCovariance full) {
      for (int i = 0; i < N; i++) {
        for (int j = 0; j <= i; j++) {
          assertThat(full.rows()[i][j]).isCloseTo(expected[i][j], within(1e-13));
        }
      }
    }
    return covariance;
  }

  @Test
  void whiten_undoesTransformUpToARotation() {
    for (Covariance covariance :
        new Covariance[] {
          updated(FullCovariance.identity(N)), updated(DiagonalCovariance.identity(N))
        }) {
      double[] z = vector();
      double[] y = new double[N];
      double[] whitened = new double[N];
      covariance.transform(z, y);
      covariance.whiten(y, whitened);
      assertThat(Rows.squaredLength(whitened)).isCloseTo(Rows.squaredLength(z), within(1e-12));
    }
  }

  @Test
  void axes_areTransformedUnitVectors() {
    for (Covariance covariance :
        new Covariance[] {
          updated(FullCovariance.identity(N)), updated(DiagonalCovariance.identity(N))
        }) {
      double[] axis = new double[N];
      double[] y = new double[N];
      double longest = 0;
      double shortest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < N; i++) {
        double[] unit = new double[N];
        unit[i] = 1;
        covariance.transform(unit, y);
        covariance.axis(i, axis);
        for (int j = 0; j < N; j++) {
          assertThat(y[j]).isCloseTo(covariance.axisLength(i) * axis[j], within(1e-13));
        }
        longest = Math.max(longest, covariance.axisLength(i));
        shortest = Math.min(shortest, covariance.axisLength(i));
      }
      assertThat(covariance.longestAxis()).isEqualTo(longest);
      assertThat(covariance.conditionNumber())
          .isCloseTo(longest * longest / (shortest * shortest), within(1e-9));
    }
  }

  @Test
  void whitenBoth_ofItself_isTheIdentity() {
    for (Covariance covariance :
        new Covariance[] {
          updated(FullCovariance.identity(N)), updated(DiagonalCovariance.identity(N))
        }) {
      double[][] into = new double[covariance.rows().length][];
      for (int i = 0; i < into.length; i++) {
        into[i] = new double[covariance.rows()[i].length];
      }
      covariance.whitenBoth(covariance.rows(), into);
      assertThat(covariance.squaredNorm(into)).isCloseTo(N, within(1e-10));
    }
  }

  @Test
  void scale_changesEverythingAlike() {
    for (Covariance covariance :
        new Covariance[] {
          updated(FullCovariance.identity(N)), updated(DiagonalCovariance.identity(N))
        }) {
      double variance = covariance.variance(2);
      double length = covariance.axisLength(3);
      double logDeterminant = covariance.logDeterminant(N);
      covariance.scale(4);
      assertThat(covariance.variance(2)).isCloseTo(4 * variance, within(1e-13));
      assertThat(covariance.axisLength(3)).isCloseTo(2 * length, within(1e-13));
      assertThat(covariance.logDeterminant(N))
          .isCloseTo(logDeterminant + N * Math.log(4), within(1e-12));
    }
  }

  @Test
  void decompose_ofASingularMatrix_liftsTheLeastAxis() {
    FullCovariance covariance = FullCovariance.identity(N);
    double[][] rows = {vector()};
    covariance.update(0, 0, new double[N], rows, new double[] {1}, 1);
    covariance.decompose();
    assertThat(covariance.conditionNumber()).isBetween(1e13, 1.1e14);
  }

  @Test
  void decompose_ofWhatIsNotFinite_keepsTheFactorsAndSaysSo() {
    FullCovariance covariance = updated(FullCovariance.identity(N));
    double length = covariance.axisLength(0);
    covariance.update(Double.NaN, 0, new double[N], new double[][] {vector()}, new double[] {1}, 1);
    covariance.decompose();
    assertThat(covariance.axisLength(0)).isEqualTo(length);
    assertThat(covariance.conditionNumber()).isInfinite();
  }
}
