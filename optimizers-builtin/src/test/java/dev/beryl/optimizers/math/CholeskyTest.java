package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  /** G Gᵀ / n + 0.01 I of a uniform matrix G. */
  private static double[][] definite(int n, long seed) {
    var random = new SplittableRandom(seed);
    double[][] g = new double[n][];
    for (int i = 0; i < n; i++) {
      g[i] = random.doubles(n, -1, 1).toArray();
    }
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          a[i][j] += g[i][k] * g[j][k] / n;
        }
      }
      a[i][i] += 0.01;
    }
    return a;
  }

  private static Cholesky factored(double[][] a) {
    var factor = new Cholesky(1);
    assertThat(factor.factor(a, a.length, 0)).isTrue();
    return factor;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 101})
  void solve_definiteMatrix_agreesWithHipparchus(int n) {
    double[][] a = definite(n, n);
    RealMatrix oracle = new Array2DRowRealMatrix(a);
    double[] b = new SplittableRandom(n + 1).doubles(n, -1, 1).toArray();
    double[] expected =
        new LUDecomposition(oracle).getSolver().solve(new ArrayRealVector(b)).toArray();
    Cholesky factor = factored(a);
    double[] x = b.clone();
    factor.solve(x);
    assertThat(x).containsExactly(expected, within(1e-9));
    double[] half = b.clone();
    factor.solveLower(half);
    double[] product = new CholeskyDecomposition(oracle).getL().operate(half);
    assertThat(product).containsExactly(b, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 6, 13, 50})
  void invert_definiteMatrix_timesTheMatrixIsTheIdentity(int n) {
    double[][] a = definite(n, 3 * n);
    double[][] inverse = new double[n][n];
    factored(a).invert(inverse);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += a[i][k] * (k >= j ? inverse[k][j] : inverse[j][k]);
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
  }

  @Test
  void append_rowByRow_givesTheBitsOfTheWholeMatrix() {
    int n = 37;
    double[][] a = definite(n, 5);
    Cholesky whole = factored(a);
    var grown = new Cholesky(2);
    for (int i = 0; i < n; i++) {
      assertThat(grown.append(a[i])).isTrue();
    }
    double[] one = a[3].clone();
    double[] other = a[3].clone();
    whole.solve(one);
    grown.solve(other);
    assertThat(other).isEqualTo(one);
    assertThat(grown.logDeterminant()).isEqualTo(whole.logDeterminant());
  }

  @Test
  void solveLower_manySides_agreesWithSingleOnes() {
    int n = 23;
    int sides = 9;
    Cholesky factor = factored(definite(n, 6));
    double[][] many = new double[n][];
    var random = new SplittableRandom(7);
    for (int i = 0; i < n; i++) {
      many[i] = random.doubles(sides).toArray();
    }
    double[][] singles = new double[sides][n];
    for (int c = 0; c < sides; c++) {
      for (int i = 0; i < n; i++) {
        singles[c][i] = many[i][c];
      }
      factor.solveLower(singles[c]);
    }
    factor.solveLower(many, sides);
    for (int c = 0; c < sides; c++) {
      for (int i = 0; i < n; i++) {
        assertThat(many[i][c]).isCloseTo(singles[c][i], within(1e-12));
      }
    }
  }

  @Test
  void logDeterminant_diagonal_isTheSumOfLogarithms() {
    double[][] a = {{4, 0, 0}, {0, 9, 0}, {0, 0, 0.25}};
    assertThat(factored(a).logDeterminant()).isCloseTo(Math.log(9), within(1e-15));
  }

  @Test
  void factor_notDefinite_saysSoAndGrowsNoFurther() {
    double[][] equalRows = {{1, 1}, {1, 1}};
    var factor = new Cholesky(2);
    assertThat(factor.factor(equalRows, 2, 0)).isFalse();
    assertThat(factor.size()).isEqualTo(1);
    assertThat(factor.factor(equalRows, 2, 1e-8)).isTrue();
    assertThat(factor.append(new double[] {Double.NaN, 0, 1})).isFalse();
    assertThat(factor.size()).isEqualTo(2);
  }
}
