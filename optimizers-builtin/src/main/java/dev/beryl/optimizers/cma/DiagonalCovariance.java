package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import java.util.Arrays;

/**
 * A diagonal covariance: time and memory linear in the dimension.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-87700-4_30">Ros and Hansen, A simple modification
 *     in CMA-ES achieving linear time and space complexity, PPSN X (2008)</a>
 */
final class DiagonalCovariance implements Covariance {
  private static final double SMALLEST_RATIO = 1e-14;

  private final double[] variances;
  private final double[][] rows;
  private final double[] lengths;

  private DiagonalCovariance(double[] variances) {
    this.variances = variances;
    this.rows = new double[][] {variances};
    this.lengths = new double[variances.length];
    decompose();
  }

  /** {@return the identity} */
  static DiagonalCovariance identity(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return new DiagonalCovariance(ones);
  }

  /** A covariance as given. */
  static DiagonalCovariance of(double[] variances) {
    return new DiagonalCovariance(variances.clone());
  }

  @Override
  public double[][] rows() {
    return rows;
  }

  @Override
  public void set(double[][] diagonal) {
    System.arraycopy(diagonal[0], 0, variances, 0, variances.length);
    decompose();
  }

  @Override
  public void whitenBoth(double[][] matrix, double[][] into) {
    for (int i = 0; i < lengths.length; i++) {
      into[0][i] = matrix[0][i] / (lengths[i] * lengths[i]);
    }
  }

  @Override
  public double squaredNorm(double[][] matrix) {
    return Rows.squaredLength(matrix[0]);
  }

  @Override
  public void transform(double[] z, double[] into) {
    for (int i = 0; i < lengths.length; i++) {
      into[i] = lengths[i] * z[i];
    }
  }

  @Override
  public void whiten(double[] y, double[] into) {
    for (int i = 0; i < lengths.length; i++) {
      into[i] = y[i] / lengths[i];
    }
  }

  @Override
  public void update(
      double keep, double rankOne, double[] path, double[][] rows, double[] weights, int count) {
    for (int i = 0; i < variances.length; i++) {
      variances[i] = keep * variances[i] + rankOne * path[i] * path[i];
    }
    for (int k = 0; k < count; k++) {
      double weight = weights[k];
      double[] row = rows[k];
      if (weight != 0) {
        for (int i = 0; i < variances.length; i++) {
          variances[i] += weight * row[i] * row[i];
        }
      }
    }
  }

  @Override
  public void decompose() {
    double most = 0;
    for (double variance : variances) {
      most = Math.max(most, variance);
    }
    for (int i = 0; i < lengths.length; i++) {
      variances[i] = Math.max(variances[i], SMALLEST_RATIO * most);
      lengths[i] = Math.sqrt(variances[i]);
    }
  }

  @Override
  public double variance(int i) {
    return variances[i];
  }

  @Override
  public double axisLength(int i) {
    return lengths[i];
  }

  @Override
  public void axis(int i, double[] into) {
    Arrays.fill(into, 0);
    into[i] = 1;
  }

  @Override
  public void scale(double factor) {
    for (int i = 0; i < variances.length; i++) {
      variances[i] *= factor;
    }
    decompose();
  }

  @Override
  public double conditionNumber() {
    double least = Double.POSITIVE_INFINITY;
    for (double length : lengths) {
      least = Math.min(least, length);
    }
    double ratio = longestAxis() / least;
    return ratio * ratio;
  }

  @Override
  public double longestAxis() {
    double most = 0;
    for (double length : lengths) {
      most = Math.max(most, length);
    }
    return most;
  }
}
