package dev.beryl.optimizers.math;

import java.util.Arrays;

/**
 * The eigendecomposition A = B diag(λ) Bᵀ of a symmetric matrix, in a workspace that is made once:
 * decomposing allocates nothing. Householder's reduction to a tridiagonal matrix, then implicit QL
 * steps. The residual and the departure of B from orthogonality are a small multiple of the
 * rounding error of A's norm, however A is conditioned; small eigenvalues are as accurate as that.
 *
 * <p>Eigenvalues ascend. The eigenvectors, the columns of B, are stored as rows, of length 1 and
 * with their component of the largest magnitude positive (the first one where several are). Nothing
 * but exactly rounded operations in a fixed order is used: the bits are the same on every machine.
 *
 * <p>Memory of some 3 n² doubles. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-86940-2">Wilkinson and Reinsch, Handbook for
 *     automatic computation, volume II, linear algebra (1971)</a>, contributions II/2 and II/4
 */
public final class SymmetricEigen {
  private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

  private final int dimension;
  private final HouseholderReduction reduction;
  private final ImplicitQl iteration;
  private final double[][] matrix;
  private final double[] beside;
  private double[][] nextVectors;
  private double[] nextValues;
  private double[][] vectors;
  private double[] values;

  /**
   * Makes a workspace, which holds the decomposition of the identity.
   *
   * @param dimension the number n of rows, at least 1
   * @throws IllegalArgumentException if the dimension is below 1
   */
  public SymmetricEigen(int dimension) {
    if (!(dimension >= 1)) {
      throw new IllegalArgumentException(
          "eigendecomposition: expected a dimension >= 1, got %s".formatted(dimension));
    }
    this.dimension = dimension;
    this.reduction = new HouseholderReduction(dimension);
    this.iteration = new ImplicitQl(dimension);
    this.matrix = new double[dimension][dimension];
    this.beside = new double[dimension];
    this.nextVectors = new double[dimension][dimension];
    this.nextValues = new double[dimension];
    this.vectors = new double[dimension][dimension];
    this.values = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      vectors[i][i] = 1;
      values[i] = 1;
    }
  }

  /**
   * Decomposes a matrix that is given by rows.
   *
   * @param lower n rows, of which row i is read from 0 up to and with the diagonal at i; unchanged
   * @return true, or false if a number read is not finite or an eigenvalue would not be, and if the
   *     iteration did not converge (within 60 steps for an eigenvalue, where 2 are usual): then the
   *     previous decomposition stays
   * @throws IndexOutOfBoundsException if there are fewer rows, or a shorter one
   */
  public boolean decompose(double[][] lower) {
    long largest = 0;
    for (int i = 0; i < dimension; i++) {
      System.arraycopy(lower[i], 0, matrix[i], 0, i + 1);
      largest = Math.max(largest, largestMagnitude(matrix[i], i + 1));
    }
    return decompose(largest);
  }

  /**
   * {@return the largest magnitude, as bits: they ascend with the magnitude, and those of infinity
   * and of NaN are above all others}
   */
  private static long largestMagnitude(double[] numbers, int length) {
    long largest = 0;
    for (int j = 0; j < length; j++) {
      largest = Math.max(largest, magnitude(numbers[j]));
    }
    return largest;
  }

  private static long magnitude(double number) {
    return Double.doubleToRawLongBits(number) & Long.MAX_VALUE;
  }

  private boolean decompose(long largest) {
    if (largest >= INFINITY) {
      return false;
    }
    int exponent = largest == 0 ? 0 : Math.getExponent(Double.longBitsToDouble(largest));
    scaleAndMirror(Math.scalb(1.0, -exponent));
    reduction.reduce(matrix, nextValues, beside);
    transpose(matrix, nextVectors);
    if (!iteration.diagonalize(nextValues, beside, nextVectors)) {
      return false;
    }
    double unit = Math.scalb(1.0, exponent);
    for (int i = 0; i < dimension; i++) {
      nextValues[i] *= unit;
      if (Double.isInfinite(nextValues[i])) {
        return false;
      }
    }
    sort();
    for (double[] vector : nextVectors) {
      orient(vector);
    }
    exchange();
    return true;
  }

  private void scaleAndMirror(double scale) {
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] *= scale;
        matrix[j][i] = matrix[i][j];
      }
    }
  }

  private static void transpose(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      double[] row = to[i];
      for (int j = 0; j < row.length; j++) {
        row[j] = from[j][i];
      }
    }
  }

  /** By insertion: no more than n² moves of a reference beside n³ operations. */
  private void sort() {
    for (int i = 1; i < dimension; i++) {
      double value = nextValues[i];
      double[] vector = nextVectors[i];
      int j = i;
      for (; j > 0 && nextValues[j - 1] > value; j--) {
        nextValues[j] = nextValues[j - 1];
        nextVectors[j] = nextVectors[j - 1];
      }
      nextValues[j] = value;
      nextVectors[j] = vector;
    }
  }

  private static void orient(double[] vector) {
    long largest = largestMagnitude(vector, vector.length);
    int first = 0;
    while (magnitude(vector[first]) != largest) {
      first++;
    }
    if (vector[first] < 0) {
      for (int j = 0; j < vector.length; j++) {
        vector[j] = -vector[j];
      }
    }
  }

  private void exchange() {
    double[][] oldVectors = vectors;
    vectors = nextVectors;
    nextVectors = oldVectors;
    double[] oldValues = values;
    values = nextValues;
    nextValues = oldValues;
  }

  /** {@return the i-th eigenvalue, in ascending order from 0} */
  public double value(int i) {
    return values[i];
  }

  /**
   * {@return the eigenvector of the i-th eigenvalue: the workspace's own row, not to be changed,
   * and valid until the next decomposition}
   */
  public double[] vector(int i) {
    return vectors[i];
  }

  /**
   * Writes the combination B c of eigenvectors, by vector operations on their rows.
   *
   * @param into receives n numbers; another array than c
   * @throws IndexOutOfBoundsException if an array is shorter than n
   */
  public void combine(double[] coefficients, double[] into) {
    Arrays.fill(into, 0, dimension, 0);
    Rows.addProduct(coefficients, vectors, dimension, into, dimension);
  }
}
