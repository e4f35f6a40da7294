package dev.beryl.optimizers.math;

import java.util.SplittableRandom;

/** Symmetric matrices with chosen eigenvalues, and how far a decomposition is from exact. */
final class Spectra {
  private Spectra() {}

  /** Q diag(spectrum) Qᵀ for a Q of random reflections; all rows in full. */
  static double[][] matrix(double[] spectrum, long seed) {
    int n = spectrum.length;
    var random = new SplittableRandom(seed);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = spectrum[i];
    }
    for (int reflection = 0; reflection < 3; reflection++) {
      reflect(a, random.doubles(n, -1, 1).toArray());
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  /** A becomes P A P, P = I - 2 u uᵀ / uᵀu. */
  private static void reflect(double[][] a, double[] u) {
    int n = u.length;
    double square = 0;
    for (double x : u) {
      square += x * x;
    }
    for (double[] row : a) {
      double along = 0;
      for (int j = 0; j < n; j++) {
        along += row[j] * u[j];
      }
      for (int j = 0; j < n; j++) {
        row[j] -= 2 * along / square * u[j];
      }
    }
    for (int j = 0; j < n; j++) {
      double along = 0;
      for (int i = 0; i < n; i++) {
        along += a[i][j] * u[i];
      }
      for (int i = 0; i < n; i++) {
        a[i][j] -= 2 * along / square * u[i];
      }
    }
  }

  static double norm(double[][] a) {
    double largest = 0;
    for (double[] row : a) {
      double sum = 0;
      for (double x : row) {
        sum += Math.abs(x);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** The largest entry of A - B diag(λ) Bᵀ. */
  static double residual(double[][] a, SymmetricEigen eigen) {
    int n = a.length;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < n; k++) {
          sum -= eigen.value(k) * eigen.vector(k)[i] * eigen.vector(k)[j];
        }
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    return largest;
  }

  /** The largest entry of BᵀB - I. */
  static double skew(SymmetricEigen eigen) {
    int n = eigen.vector(0).length;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? -1 : 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.vector(i)[k] * eigen.vector(j)[k];
        }
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    return largest;
  }
}
