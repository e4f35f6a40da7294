package dev.beryl.optimizers.math;

import java.util.Arrays;

/**
 * Reduces a symmetric matrix A to tridiagonal form: A = Q T Qᵀ. Reflections from the last row up,
 * as in the procedure tred2; the update that a reflection makes and the product that the next one
 * needs are one pass over the matrix.
 *
 * @see <a href="https://doi.org/10.1007/BF02162154">Martin, Reinsch and Wilkinson, Householder's
 *     tridiagonalization of a symmetric matrix, Numerische Mathematik 11, 1968</a>
 */
final class HouseholderReduction {

  /** Of a matrix scaled to about 1, so small that its square root perturbs nothing. */
  private static final double NEGLIGIBLE_SQUARE = 1e-280;

  private final int n;
  private final double[] product;
  private final double[] rest;
  private final double[] reciprocal; // 2 / uᵀu of each reflection; 0 where there is none
  private final double[] none;

  HouseholderReduction(int dimension) {
    this.n = dimension;
    this.product = new double[dimension];
    this.rest = new double[dimension];
    this.reciprocal = new double[dimension];
    this.none = new double[dimension];
  }

  /**
   * Reduces a matrix.
   *
   * @param a all n rows of A, with entries up to about 1; becomes Q
   * @param beside receives what is beside it: T_(i+1)i at i, and 0 at the end
   */
  void reduce(double[][] a, double[] diagonal, double[] beside) {
    Arrays.fill(rest, 0);
    double[] u = none;
    for (int i = n - 1; i > 0; i--) {
      double[] row = a[i];
      Rows.subtractRankTwoAndMultiply(row, u[i], u, rest[i], rest, 0, product, i + 1);
      diagonal[i] = row[i];
      beside[i - 1] = reflect(row, i);
      pass(a, i, u);
      u = reciprocal[i] == 0 ? none : row;
    }
    diagonal[0] = a[0][0];
    beside[n - 1] = 0;
    accumulate(a);
  }

  /** Makes the first i numbers of a row the vector of the reflection; returns what is left. */
  private double reflect(double[] row, int i) {
    double last = row[i - 1];
    double square = Rows.dot(row, row, i - 1);
    if (!(square > NEGLIGIBLE_SQUARE)) {
      reciprocal[i] = 0;
      return last;
    }
    square += last * last;
    double left = last > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    reciprocal[i] = 1 / (square - last * left);
    row[i - 1] = last - left;
    return left;
  }

  /** Applies the reflection before, and makes the rest of the one of row i. */
  private void pass(double[][] a, int i, double[] before) {
    double[] u = a[i];
    Arrays.fill(product, 0, i, 0);
    int k = 0;
    for (; k <= i - 4; k += 4) {
      Rows.subtractRankTwoAndMultiply(a, k, before, rest, u, product, i);
    }
    for (; k < i; k++) {
      Rows.subtractRankTwoAndMultiply(a[k], before[k], before, rest[k], rest, u[k], product, i);
    }
    double scale = reciprocal[i];
    double along = 0.5 * scale * scale * Rows.dot(u, product, i);
    for (int j = 0; j < i; j++) {
      rest[j] = scale * product[j] - along * u[j];
    }
  }

  /** Multiplies the reflections, of which the rows are the vectors, from the first to the last. */
  private void accumulate(double[][] a) {
    double[] w = rest;
    double[] next = product;
    Arrays.fill(w, 0);
    double[] u = none;
    for (int i = 1; i < n; i++) {
      double[] x = a[i];
      // Leading i - 1 rows and columns are a product already; row i - 1 was the last vector.
      Arrays.fill(next, 0, i, 0);
      int size = i - 1;
      int k = 0;
      for (; k <= size - 4; k += 4) {
        Rows.subtractRankOneAndMultiply(a, k, u, w, x, next, size);
      }
      for (; k < size; k++) {
        Rows.subtractRankOneAndMultiply(a[k], u[k], w, x[k], next, size);
      }
      startRow(a, size);
      next[size] = x[size];
      double scale = reciprocal[i];
      for (int j = 0; j < i; j++) {
        next[j] *= scale;
      }
      double[] swapped = w;
      w = next;
      next = swapped;
      u = x;
    }
    for (int k = 0; k < n - 1; k++) {
      Rows.subtractRankOneAndMultiply(a[k], u[k], w, 0, next, n - 1);
    }
    startRow(a, n - 1);
  }

  /** Row and column i become those of the identity. */
  private static void startRow(double[][] a, int i) {
    for (int k = 0; k < i; k++) {
      a[k][i] = 0;
    }
    Arrays.fill(a[i], 0, i, 0);
    a[i][i] = 1;
  }
}
