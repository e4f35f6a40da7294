package dev.beryl.optimizers.cma;

/**
 * The shape C = B D² Bᵀ of a search distribution, with factors B and D that may be some updates
 * older than C. Vectors have the distribution's dimension.
 */
sealed interface Covariance permits FullCovariance, DiagonalCovariance {

  /** Writes B D z. */
  void transform(double[] z, double[] into);

  /** Writes C^-1/2 y = B D⁻¹ Bᵀ y; {@code into} is not {@code y}. */
  void whiten(double[] y, double[] into);

  /**
   * C becomes keep C + rankOne p pᵀ + the sum of weights[k] y_k y_kᵀ.
   *
   * @param weights one for each row; rows of weight 0 are passed over
   */
  void update(
      double keep, double rankOne, double[] path, double[][] rows, double[] weights, int count);

  /**
   * {@return the entries of C that are kept, in rows: of all of it those up to the diagonal, of a
   * diagonal one row; not to be changed}
   */
  double[][] rows();

  /** Takes over another C, in rows as {@link #rows()} has them, and decomposes it. */
  void set(double[][] rows);

  /** Writes C^-1/2 M C^-1/2 for a symmetric M, both in rows as {@link #rows()} has them. */
  void whitenBoth(double[][] matrix, double[][] into);

  /** {@return the sum of the squares of all entries of a symmetric matrix in such rows} */
  double squaredNorm(double[][] matrix);

  /** {@return ln det C, as it was decomposed} */
  default double logDeterminant(int dimension) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += 2 * StrictMath.log(axisLength(i));
    }
    return sum;
  }

  /** Takes over the current C into B and D. */
  void decompose();

  /** {@return the current C_ii} */
  double variance(int i);

  /** {@return the length of the i-th principal axis, D_i} */
  double axisLength(int i);

  /** Writes the direction of the i-th principal axis, B_i. */
  void axis(int i, double[] into);

  /** Multiplies C, as it is and as it was decomposed, by a positive factor. */
  void scale(double factor);

  /** {@return the largest D_i over the smallest, squared} */
  double conditionNumber();

  /** {@return the longest D_i} */
  double longestAxis();
}
