package dev.beryl.optimizers.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

  private static SymmetricEigen decomposed(double[][] a) {
    var eigen = new SymmetricEigen(a.length);
    assertThat(eigen.decompose(a)).isTrue();
    return eigen;
  }

  private static double[] values(SymmetricEigen eigen) {
    return IntStream.range(0, eigen.vector(0).length).mapToDouble(eigen::value).toArray();
  }

  @Test
  void decompose_twoByTwo_isKnown() {
    var eigen = decomposed(new double[][] {{2}, {-1, 2}});

    assertThat(values(eigen)).containsExactly(new double[] {1, 3}, within(1e-15));
    double half = Math.sqrt(0.5);
    assertThat(eigen.vector(0)).containsExactly(new double[] {half, half}, within(1e-15));
    assertThat(Math.abs(eigen.vector(1)[0])).isCloseTo(half, within(1e-15));
    assertThat(eigen.vector(1)[0]).isEqualTo(-eigen.vector(1)[1], within(1e-15));
  }

  /** The second difference matrix: eigenvalues 2 - 2 cos(k π / (n + 1)). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 17, 33, 64})
  void decompose_secondDifferences_isKnown(int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = 2;
      if (i > 0) {
        a[i][i - 1] = -1;
        a[i - 1][i] = -1;
      }
    }
    var eigen = decomposed(a);

    for (int k = 0; k < n; k++) {
      double expected = 2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1));
      assertThat(eigen.value(k)).isCloseTo(expected, within(1e-14));
    }
    assertThat(Spectra.residual(a, eigen)).isLessThan(1e-14);
    assertThat(Spectra.skew(eigen)).isLessThan(1e-14);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10, 20, 40, 100, 203})
  void decompose_random_agreesWithAnotherImplementation(int n) {
    double[] spectrum = new SplittableRandom(n).doubles(n, -1, 3).sorted().toArray();
    double[][] a = Spectra.matrix(spectrum, 17);
    var eigen = decomposed(a);
    var oracle = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(a), 1e-12, false);

    double tolerance = 2e-15 * n + 1e-14;
    double[] theirs = oracle.getEigenvalues();
    Arrays.sort(theirs);
    assertThat(values(eigen)).containsExactly(theirs, within(tolerance));
    assertThat(values(eigen)).containsExactly(spectrum, within(tolerance));
    assertThat(Spectra.residual(a, eigen)).isLessThan(tolerance);
    assertThat(Spectra.skew(eigen)).isLessThan(tolerance);
  }

  @Test
  void decompose_diagonal_isExact() {
    var eigen = decomposed(new double[][] {{3}, {0, -1e-30}, {0, 0, 0}, {0, 0, 0, 2}});

    assertThat(values(eigen)).containsExactly(-1e-30, 0, 2, 3);
    assertThat(eigen.vector(0)).containsExactly(0, 1, 0, 0);
    assertThat(eigen.vector(1)).containsExactly(0, 0, 1, 0);
    assertThat(eigen.vector(2)).containsExactly(0, 0, 0, 1);
    assertThat(eigen.vector(3)).containsExactly(1, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50})
  void decompose_identityAndZero_areExact(int n) {
    for (double diagonal : new double[] {0, 1}) {
      double[][] a = new double[n][n];
      for (int i = 0; i < n; i++) {
        a[i][i] = diagonal;
      }
      var eigen = decomposed(a);

      assertThat(values(eigen)).containsOnly(diagonal);
      assertThat(Spectra.skew(eigen)).isZero();
    }
  }

  @Test
  void decompose_rankOne_hasOneEigenvalue() {
    double[] y = new SplittableRandom(4).doubles(30, -1, 1).toArray();
    double[][] a = new double[30][30];
    double square = 0;
    for (int i = 0; i < 30; i++) {
      square += y[i] * y[i];
      for (int j = 0; j < 30; j++) {
        a[i][j] = y[i] * y[j];
      }
    }
    var eigen = decomposed(a);

    assertThat(eigen.value(29)).isCloseTo(square, within(1e-13));
    for (int i = 0; i < 29; i++) {
      assertThat(eigen.value(i)).isCloseTo(0, within(1e-14));
    }
    assertThat(Spectra.residual(a, eigen)).isLessThan(1e-14);
    assertThat(Spectra.skew(eigen)).isLessThan(1e-14);
  }

  @Test
  void decompose_whateverTheScale_scalesTheValuesOnly() {
    double[][] a = Spectra.matrix(new double[] {0.5, 1, 2, 4, 7}, 3);
    var plain = decomposed(a);
    for (int exponent : new int[] {-1000, -60, 60, 1000}) {
      double unit = Math.scalb(1.0, exponent);
      double[][] scaled =
          Arrays.stream(a)
              .map(row -> Arrays.stream(row).map(x -> x * unit).toArray())
              .toArray(double[][]::new);
      var eigen = decomposed(scaled);
      for (int i = 0; i < 5; i++) {
        assertThat(eigen.value(i)).isEqualTo(plain.value(i) * unit);
        assertThat(eigen.vector(i)).containsExactly(plain.vector(i));
      }
    }
  }

  @Test
  void decompose_numbersNearTheLeast_areTakenAsTheyAre() {
    var eigen = decomposed(new double[][] {{Double.MIN_VALUE}, {0, 3 * Double.MIN_VALUE}});

    assertThat(values(eigen)).containsExactly(Double.MIN_VALUE, 3 * Double.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void decompose_notFinite_isRefused_andThePreviousStays(double bad) {
    double[][] a = Spectra.matrix(new double[] {1, 2, 5}, 8);
    var eigen = decomposed(a);
    double[] before = values(eigen);
    double[][] broken = Spectra.matrix(new double[] {1, 2, 3}, 8);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        double kept = broken[i][j];
        broken[i][j] = bad;
        assertThat(eigen.decompose(broken)).isFalse();
        broken[i][j] = kept;
      }
    }
    assertThat(values(eigen)).containsExactly(before);
    assertThat(Spectra.residual(a, eigen)).isLessThan(1e-14);
  }

  @Test
  void decompose_eigenvalueBeyondTheLargestDouble_isRefused() {
    double huge = 0.75 * Double.MAX_VALUE;

    assertThat(new SymmetricEigen(2).decompose(new double[][] {{huge}, {huge, huge}})).isFalse();
  }

  @Test
  void decompose_readsTheLowerTriangleOnly_andLeavesIt() {
    double[][] a = Spectra.matrix(new double[] {1, 2, 3, 4}, 2);
    var expected = decomposed(a);
    a[0][3] = Double.NaN;
    a[1][2] = 77;
    double[][] copy = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    var eigen = decomposed(a);

    assertThat(values(eigen)).containsExactly(values(expected));
    assertThat(Arrays.deepEquals(a, copy)).isTrue();
  }

  @Test
  void decompose_again_doesNotDependOnWhatWasBefore() {
    double[][] a = Spectra.matrix(new SplittableRandom(9).doubles(23).toArray(), 5);
    var fresh = decomposed(a);
    var used = decomposed(Spectra.matrix(new SplittableRandom(1).doubles(23).toArray(), 6));
    for (int round = 0; round < 2; round++) {
      assertThat(used.decompose(a)).isTrue();
      for (int i = 0; i < 23; i++) {
        assertThat(used.value(i)).isEqualTo(fresh.value(i));
        assertThat(used.vector(i)).containsExactly(fresh.vector(i));
      }
    }
  }

  @Test
  void newWorkspace_holdsTheIdentity() {
    var eigen = new SymmetricEigen(3);

    assertThat(values(eigen)).containsExactly(1, 1, 1);
    assertThat(Spectra.skew(eigen)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 18})
  void combine_coordinatesAlongTheEigenvectors_isTheVector(int n) {
    var eigen = decomposed(Spectra.matrix(new SplittableRandom(n).doubles(n).toArray(), 31));
    double[] y = new SplittableRandom(2).doubles(n, -1, 1).toArray();
    double[] along = new double[n];
    double[] back = new double[n];
    Arrays.fill(back, Double.NaN);
    Arrays.setAll(along, i -> Rows.dot(eigen.vector(i), y, n));
    eigen.combine(along, back);

    assertThat(back).containsExactly(y, within(1e-14));
    assertThat(along[n - 1])
        .isCloseTo(
            IntStream.range(0, n).mapToDouble(i -> eigen.vector(n - 1)[i] * y[i]).sum(),
            within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void dimension_belowOne_isRefused(int dimension) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SymmetricEigen(dimension))
        .withMessageContaining(">= 1, got " + dimension);
  }
}
