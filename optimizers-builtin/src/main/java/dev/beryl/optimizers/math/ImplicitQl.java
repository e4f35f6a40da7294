package dev.beryl.optimizers.math;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by implicit QL steps with Wilkinson's shift. The
 * rotations of a step are kept and then applied to rows, four at a time.
 *
 * @see <a href="https://doi.org/10.1007/BF02165404">Dubrulle, Martin and Wilkinson, The implicit QL
 *     algorithm, Numerische Mathematik 12, 1968</a>
 */
final class ImplicitQl {
  private static final double EPSILON = 0x1p-53;
  private static final double NEGLIGIBLE_SQUARE = 1e-280;
  private static final int STEPS_FOR_EACH = 60;

  private final int n;
  private final double[] cosine;
  private final double[] sine;

  ImplicitQl(int dimension) {
    this.n = dimension;
    this.cosine = new double[dimension];
    this.sine = new double[dimension];
  }

  /**
   * Diagonalizes T = S Λ Sᵀ.
   *
   * @param diagonal that of T, about 1 at most; becomes the eigenvalues, in no order
   * @param beside T_(i+1)i at i; is overwritten
   * @return whether it converged
   */
  boolean diagonalize(double[] diagonal, double[] beside, double[][] z) {
    double norm = 0;
    for (int i = 0; i < n; i++) {
      norm = Math.max(norm, Math.abs(diagonal[i]) + Math.abs(beside[i]));
    }
    double negligible = EPSILON * EPSILON * norm;
    for (int l = 0; l < n - 1; l++) {
      int steps = 0;
      for (int m = end(l, diagonal, beside, negligible);
          m > l;
          m = end(l, diagonal, beside, negligible)) {
        if (steps++ == STEPS_FOR_EACH) {
          return false;
        }
        int first = step(l, m, diagonal, beside);
        rotate(first, m, z);
      }
    }
    return true;
  }

  /** {@return the last row of the block that starts at l, up to a negligible element} */
  private int end(int l, double[] d, double[] e, double negligible) {
    int m = l;
    while (m < n - 1) {
      double size = Math.abs(e[m]);
      if (size <= EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])) || size <= negligible) {
        e[m] = 0;
        break;
      }
      m++;
    }
    return m;
  }

  /**
   * One step on rows l to m; returns the first row that it rotated. Written so that an iteration
   * waits for one division by the squared length of (f, g), and for its root only in the one after.
   */
  private int step(int l, int m, double[] d, double[] e) {
    double half = (d[l + 1] - d[l]) / (2 * e[l]);
    double root = Math.sqrt(half * half + 1);
    double g = d[m] - d[l] + e[l] / (half + (half < 0 ? -root : root));
    double f = e[m - 1];
    double b = f;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double square = f * f + g * g;
      if (!(square > NEGLIGIBLE_SQUARE)) {
        e[i + 1] = 0;
        d[i + 1] -= p;
        e[m] = 0;
        return i + 1;
      }
      double reciprocal = 1 / square;
      double sineSquare = f * f * reciprocal;
      double product = f * g * reciprocal;
      double cosineSquare = g * g * reciprocal;
      double r = Math.sqrt(square);
      e[i + 1] = r;
      double scale = 1 / r;
      double s = f * scale;
      double c = g * scale;
      sine[i] = s;
      cosine[i] = c;
      double corner = d[i + 1] - p;
      double difference = d[i] - corner;
      p = sineSquare * difference + 2 * product * b;
      d[i + 1] = corner + p;
      g = product * difference + (cosineSquare - sineSquare) * b;
      if (i > l) {
        f = s * e[i - 1];
        b = c * e[i - 1];
      }
    }
    d[l] -= p;
    e[l] = g;
    e[m] = 0;
    return l;
  }

  private void rotate(int first, int m, double[][] z) {
    int i = m - 4;
    for (; i >= first; i -= 4) {
      Rows.rotateFour(z, i, cosine, sine, n);
    }
    for (i += 3; i >= first; i--) {
      Rows.rotate(z, i, cosine, sine, n);
    }
  }
}
