package dev.beryl.optimizers.math;

import java.util.Arrays;

/**
 * The Cholesky factor L of a symmetric positive definite matrix that grows row by row: A = L Lᵀ.
 *
 * <p>L is kept twice, by columns and by rows, so that every long loop goes through arrays at one
 * and the same index, four of them at a time, see {@link Rows}. A whole matrix is factored by
 * appending its rows, hence a factor has the same bits whether it was made at once or grew. Not
 * thread-safe.
 */
public final class Cholesky {
  private double[][] columns; // columns[k][i] is L_ik, for i >= k
  private double[][] rows; // rows[i][k] is L_ik, for k <= i
  private double[] row; // work
  private double[][] inverse = {}; // rows of the inverse of L; work
  private int size;

  /** A matrix without rows. */
  public Cholesky(int capacity) {
    this.columns = new double[Math.max(4, capacity)][];
    this.rows = new double[columns.length][];
    this.row = new double[columns.length];
  }

  /** {@return the number of rows} */
  public int size() {
    return size;
  }

  /**
   * Appends a row of the matrix.
   *
   * @param next its first {@link #size()} + 1 numbers, the last on the diagonal
   * @return false if the grown matrix is not positive definite in floating point; it is then
   *     unchanged
   */
  public boolean append(double[] next) {
    reserve();
    System.arraycopy(next, 0, row, 0, size);
    solveLower(row);
    double pivot = next[size] - Rows.dot(row, row, size);
    if (!(pivot > 0x1p-50 * next[size]) || pivot == Double.POSITIVE_INFINITY) {
      return false;
    }
    for (int k = 0; k < size; k++) {
      columns[k][size] = row[k];
    }
    row[size] = Math.sqrt(pivot);
    columns[size][size] = row[size];
    System.arraycopy(row, 0, rows[size], 0, size + 1);
    size++;
    return true;
  }

  private void reserve() {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      rows = Arrays.copyOf(rows, 2 * size);
      row = new double[columns.length];
      for (int k = 0; k < size; k++) {
        columns[k] = Arrays.copyOf(columns[k], columns.length);
        rows[k] = Arrays.copyOf(rows[k], columns.length);
      }
    }
    if (columns[size] == null || columns[size].length < columns.length) {
      columns[size] = new double[columns.length];
      rows[size] = new double[columns.length];
    }
  }

  /**
   * Factors a matrix.
   *
   * @param a its rows, of which the lower triangle is read
   * @param added what is added to the diagonal
   * @return false if it is not positive definite in floating point
   */
  public boolean factor(double[][] a, int rows, double added) {
    size = 0;
    double[] next = new double[rows];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a[i], 0, next, 0, i + 1);
      next[i] += added;
      if (!append(next)) {
        return false;
      }
    }
    return true;
  }

  /** Replaces the first {@link #size()} numbers of b by the solution of L x = b. */
  public void solveLower(double[] b) {
    int k = 0;
    for (; k + 4 <= size; k += 4) {
      double[] c0 = columns[k];
      double[] c1 = columns[k + 1];
      double[] c2 = columns[k + 2];
      double[] c3 = columns[k + 3];
      double b0 = b[k] / c0[k];
      double b1 = (b[k + 1] - b0 * c0[k + 1]) / c1[k + 1];
      double b2 = (b[k + 2] - b0 * c0[k + 2] - b1 * c1[k + 2]) / c2[k + 2];
      double b3 = (b[k + 3] - b0 * c0[k + 3] - b1 * c1[k + 3] - b2 * c2[k + 3]) / c3[k + 3];
      b[k] = b0;
      b[k + 1] = b1;
      b[k + 2] = b2;
      b[k + 3] = b3;
      for (int j = k + 4; j < size; j++) {
        b[j] -= b0 * c0[j] + b1 * c1[j] + (b2 * c2[j] + b3 * c3[j]);
      }
    }
    for (int i = k; i < size; i++) {
      double left = b[i];
      for (int j = k; j < i; j++) {
        left -= b[j] * columns[j][i];
      }
      b[i] = left / columns[i][i];
    }
  }

  /** Replaces the first {@link #size()} numbers of b by the solution of Lᵀ x = b. */
  public void solveUpper(double[] b) {
    int k = size - 1;
    for (; k >= 3; k -= 4) {
      double[] r0 = rows[k];
      double[] r1 = rows[k - 1];
      double[] r2 = rows[k - 2];
      double[] r3 = rows[k - 3];
      double b0 = b[k] / r0[k];
      double b1 = (b[k - 1] - b0 * r0[k - 1]) / r1[k - 1];
      double b2 = (b[k - 2] - b0 * r0[k - 2] - b1 * r1[k - 2]) / r2[k - 2];
      double b3 = (b[k - 3] - b0 * r0[k - 3] - b1 * r1[k - 3] - b2 * r2[k - 3]) / r3[k - 3];
      b[k] = b0;
      b[k - 1] = b1;
      b[k - 2] = b2;
      b[k - 3] = b3;
      for (int j = 0; j < k - 3; j++) {
        b[j] -= b0 * r0[j] + b1 * r1[j] + (b2 * r2[j] + b3 * r3[j]);
      }
    }
    for (int i = k; i >= 0; i--) {
      double left = b[i];
      for (int j = k; j > i; j--) {
        left -= b[j] * rows[j][i];
      }
      b[i] = left / rows[i][i];
    }
  }

  /** Replaces the first {@link #size()} numbers of b by the solution of A x = b. */
  public void solve(double[] b) {
    solveLower(b);
    solveUpper(b);
  }

  /**
   * Solves L X = B for many right-hand sides at once.
   *
   * @param b {@link #size()} rows, one number of each for each side; becomes X
   */
  public void solveLower(double[][] b, int width) {
    for (int i = 0; i < size; i++) {
      negate(rows[i], i);
      Rows.addProduct(row, b, i, b[i], width);
      double pivot = rows[i][i];
      double[] bi = b[i];
      for (int j = 0; j < width; j++) {
        bi[j] /= pivot;
      }
    }
  }

  private void negate(double[] some, int count) {
    for (int k = 0; k < count; k++) {
      row[k] = -some[k];
    }
  }

  /** {@return ln det A} */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += StrictMath.log(columns[i][i]);
    }
    return 2 * sum;
  }

  /**
   * Computes the inverse of A.
   *
   * @param into receives the lower triangle, row by row; at least {@link #size()} numbers a row
   */
  public void invert(double[][] into) {
    if (inverse.length < size) {
      inverse = new double[columns.length][columns.length];
    }
    for (int i = 0; i < size; i++) {
      double[] r = inverse[i];
      Arrays.fill(r, 0, size, 0);
      negate(rows[i], i);
      Rows.addProduct(row, inverse, i, r, i);
      r[i] = 1;
      double pivot = rows[i][i];
      for (int j = 0; j <= i; j++) {
        r[j] /= pivot;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = i; k < size; k++) {
        row[k] = inverse[k][i];
      }
      Arrays.fill(into[i], 0, i + 1, 0);
      int k = i;
      for (; k <= size - 4; k += 4) {
        Rows.addFour(row, inverse, k, into[i], i + 1);
      }
      for (; k < size; k++) {
        Rows.add(into[i], row[k], inverse[k], i + 1);
      }
    }
  }
}
