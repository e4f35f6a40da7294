package dev.beryl.quality.problem;

import java.util.random.RandomGenerator;

/** A random orthogonal matrix. Immutable. */
final class Rotation {
  private final double[][] rows;

  private Rotation(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Draws a matrix row by row, each entry the sum of twelve uniforms minus 6, nearly normal, and
   * orthonormalizes the rows in order by modified Gram-Schmidt.
   */
  static Rotation draw(int dimension, RandomGenerator random) {
    double[][] rows = new double[dimension][dimension];
    for (double[] row : rows) {
      for (int j = 0; j < dimension; j++) {
        double sum = 0;
        for (int k = 0; k < 12; k++) {
          sum += random.nextDouble();
        }
        row[j] = sum - 6;
      }
    }
    for (int i = 0; i < dimension; i++) {
      for (int earlier = 0; earlier < i; earlier++) {
        double projection = dot(rows[i], rows[earlier]);
        for (int j = 0; j < dimension; j++) {
          rows[i][j] -= projection * rows[earlier][j];
        }
      }
      double norm = Math.sqrt(dot(rows[i], rows[i]));
      for (int j = 0; j < dimension; j++) {
        rows[i][j] /= norm;
      }
    }
    return new Rotation(rows);
  }

  double[] row(int index) {
    return rows[index].clone();
  }

  double[] apply(double[] vector) {
    double[] image = new double[rows.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = dot(rows[i], vector);
    }
    return image;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
