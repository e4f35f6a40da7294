package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import dev.beryl.optimizers.math.SymmetricEigen;
import java.util.Arrays;

/** A full covariance matrix. */
final class FullCovariance implements Covariance {
  private static final double SMALLEST_RATIO = 1e-14;

  private final int n;
  private final double[][] lower; // C row by row up to the diagonal
  private final double[] lengths;
  private final SymmetricEigen eigen; // of C as it was decomposed
  private double[] factors; // of the rows that are summed up
  private boolean degenerate;

  private FullCovariance(int n) {
    this.n = n;
    this.lower = new double[n][];
    this.lengths = new double[n];
    this.eigen = new SymmetricEigen(n);
    this.factors = new double[n];
    for (int i = 0; i < n; i++) {
      lower[i] = new double[i + 1];
    }
  }

  /** {@return the identity} */
  static FullCovariance identity(int n) {
    var identity = new FullCovariance(n);
    for (int i = 0; i < n; i++) {
      identity.lower[i][i] = 1;
    }
    Arrays.fill(identity.lengths, 1);
    return identity;
  }

  /**
   * A covariance as given.
   *
   * @param lower its rows at least up to the diagonal, positive definite; copied
   */
  static FullCovariance of(double[][] lower) {
    var given = new FullCovariance(lower.length);
    given.set(lower);
    return given;
  }

  @Override
  public double[][] rows() {
    return lower;
  }

  @Override
  public void set(double[][] rows) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], 0, lower[i], 0, i + 1);
    }
    decompose();
  }

  @Override
  public void whitenBoth(double[][] matrix, double[][] into) {
    double[][] half = new double[n][n];
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        column[j] = j <= i ? matrix[i][j] : matrix[j][i];
      }
      whiten(column, half[i]);
    }
    double[] whitened = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        column[j] = half[j][i];
      }
      whiten(column, whitened);
      System.arraycopy(whitened, 0, into[i], 0, i + 1);
    }
  }

  @Override
  public double squaredNorm(double[][] matrix) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 2 * Rows.dot(matrix[i], matrix[i], i) + matrix[i][i] * matrix[i][i];
    }
    return sum;
  }

  @Override
  public void transform(double[] z, double[] into) {
    for (int j = 0; j < n; j++) {
      factors[j] = lengths[j] * z[j];
    }
    eigen.combine(factors, into);
  }

  @Override
  public void whiten(double[] y, double[] into) {
    Arrays.fill(into, 0, n, 0);
    for (int j = 0; j < n; j++) {
      double[] axis = eigen.vector(j);
      Rows.add(into, Rows.dot(axis, y, n) / lengths[j], axis, n);
    }
  }

  @Override
  public void update(
      double keep, double rankOne, double[] path, double[][] rows, double[] weights, int count) {
    if (factors.length < count) {
      factors = new double[count];
    }
    for (int i = 0; i < n; i++) {
      double[] row = lower[i];
      double pull = rankOne * path[i];
      for (int j = 0; j <= i; j++) {
        row[j] = keep * row[j] + pull * path[j];
      }
      for (int k = 0; k < count; k++) {
        factors[k] = weights[k] * rows[k][i];
      }
      Rows.addProduct(factors, rows, count, row, i + 1);
    }
  }

  /**
   * Eigenvalues below 1e-14 of the largest are lifted there, on C's diagonal. A matrix that is not
   * finite leaves the factors as they were.
   */
  @Override
  public void decompose() {
    degenerate = !eigen.decompose(lower);
    if (degenerate) {
      return;
    }
    double lift = Math.max(0, SMALLEST_RATIO * eigen.value(n - 1) - eigen.value(0));
    for (int i = 0; i < n; i++) {
      lower[i][i] += lift;
      lengths[i] = Math.sqrt(eigen.value(i) + lift);
    }
  }

  @Override
  public double variance(int i) {
    return lower[i][i];
  }

  @Override
  public double axisLength(int i) {
    return lengths[i];
  }

  @Override
  public void axis(int i, double[] into) {
    System.arraycopy(eigen.vector(i), 0, into, 0, n);
  }

  @Override
  public void scale(double factor) {
    double root = Math.sqrt(factor);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i][j] *= factor;
      }
      lengths[i] *= root;
    }
  }

  @Override
  public double conditionNumber() {
    if (degenerate) {
      return Double.POSITIVE_INFINITY;
    }
    double ratio = lengths[n - 1] / lengths[0];
    return ratio * ratio;
  }

  @Override
  public double longestAxis() {
    return lengths[n - 1];
  }
}
