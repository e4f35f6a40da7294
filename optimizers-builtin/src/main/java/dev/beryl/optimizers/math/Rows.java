package dev.beryl.optimizers.math;

/**
 * Arithmetic on a few rows at a time. Every loop reads and writes all its arrays at one and the
 * same index, for only then does the compiler turn it into vector instructions: so a matrix is an
 * array of rows here. The order of the operations on an element is fixed, hence the same bits on
 * every machine.
 */
public final class Rows {
  private Rows() {}

  /** {@return the scalar product of the first numbers of two rows, in four partial sums} */
  public static double dot(double[] a, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** {@return the squared length of a whole row} */
  public static double squaredLength(double[] a) {
    return dot(a, a, a.length);
  }

  /** Adds s a to a row. */
  public static void add(double[] to, double s, double[] a, int length) {
    for (int j = 0; j < length; j++) {
      to[j] += s * a[j];
    }
  }

  /** Adds the product sᵀ A of a row and a matrix of some rows to a row. */
  public static void addProduct(double[] s, double[][] a, int rows, double[] to, int length) {
    int k = 0;
    for (; k <= rows - 4; k += 4) {
      addFour(s, a, k, to, length);
    }
    for (; k < rows; k++) {
      add(to, s[k], a[k], length);
    }
  }

  /** Adds the product of four numbers from {@code from} on and their rows to a row. */
  static void addFour(double[] s, double[][] a, int from, double[] to, int length) {
    double[] a0 = a[from];
    double[] a1 = a[from + 1];
    double[] a2 = a[from + 2];
    double[] a3 = a[from + 3];
    double s0 = s[from];
    double s1 = s[from + 1];
    double s2 = s[from + 2];
    double s3 = s[from + 3];
    for (int j = 0; j < length; j++) {
      to[j] += s0 * a0[j] + s1 * a1[j] + (s2 * a2[j] + s3 * a3[j]);
    }
  }

  /**
   * Takes u qᵀ + q uᵀ from the rows {@code from} to {@code from} + 3 of a matrix and adds the
   * product of what they have become with their part of x to p.
   */
  static void subtractRankTwoAndMultiply(
      double[][] a, int from, double[] u, double[] q, double[] x, double[] p, int length) {
    double[] a0 = a[from];
    double[] a1 = a[from + 1];
    double[] a2 = a[from + 2];
    double[] a3 = a[from + 3];
    double u0 = u[from];
    double u1 = u[from + 1];
    double u2 = u[from + 2];
    double u3 = u[from + 3];
    double q0 = q[from];
    double q1 = q[from + 1];
    double q2 = q[from + 2];
    double q3 = q[from + 3];
    double x0 = x[from];
    double x1 = x[from + 1];
    double x2 = x[from + 2];
    double x3 = x[from + 3];
    for (int j = 0; j < length; j++) {
      double uj = u[j];
      double qj = q[j];
      double b0 = a0[j] - (u0 * qj + q0 * uj);
      double b1 = a1[j] - (u1 * qj + q1 * uj);
      double b2 = a2[j] - (u2 * qj + q2 * uj);
      double b3 = a3[j] - (u3 * qj + q3 * uj);
      a0[j] = b0;
      a1[j] = b1;
      a2[j] = b2;
      a3[j] = b3;
      p[j] += x0 * b0 + x1 * b1 + (x2 * b2 + x3 * b3);
    }
  }

  /** The same for one row. */
  static void subtractRankTwoAndMultiply(
      double[] a, double ui, double[] u, double qi, double[] q, double x, double[] p, int length) {
    for (int j = 0; j < length; j++) {
      double b = a[j] - (ui * q[j] + qi * u[j]);
      a[j] = b;
      p[j] += x * b;
    }
  }

  /**
   * Takes u wᵀ from the rows {@code from} to {@code from} + 3 of a matrix and adds the product of
   * what they have become with their part of x to p.
   */
  static void subtractRankOneAndMultiply(
      double[][] a, int from, double[] u, double[] w, double[] x, double[] p, int length) {
    double[] a0 = a[from];
    double[] a1 = a[from + 1];
    double[] a2 = a[from + 2];
    double[] a3 = a[from + 3];
    double u0 = u[from];
    double u1 = u[from + 1];
    double u2 = u[from + 2];
    double u3 = u[from + 3];
    double x0 = x[from];
    double x1 = x[from + 1];
    double x2 = x[from + 2];
    double x3 = x[from + 3];
    for (int j = 0; j < length; j++) {
      double wj = w[j];
      double b0 = a0[j] - u0 * wj;
      double b1 = a1[j] - u1 * wj;
      double b2 = a2[j] - u2 * wj;
      double b3 = a3[j] - u3 * wj;
      a0[j] = b0;
      a1[j] = b1;
      a2[j] = b2;
      a3[j] = b3;
      p[j] += x0 * b0 + x1 * b1 + (x2 * b2 + x3 * b3);
    }
  }

  /** The same for one row. */
  static void subtractRankOneAndMultiply(
      double[] a, double ui, double[] w, double x, double[] p, int length) {
    for (int j = 0; j < length; j++) {
      double b = a[j] - ui * w[j];
      a[j] = b;
      p[j] += x * b;
    }
  }

  /** Rotates rows {@code i} and {@code i} + 1 by the i-th angle. */
  static void rotate(double[][] z, int i, double[] cosine, double[] sine, int length) {
    double[] z0 = z[i];
    double[] z1 = z[i + 1];
    double c = cosine[i];
    double s = sine[i];
    for (int j = 0; j < length; j++) {
      double low = z0[j];
      double high = z1[j];
      z1[j] = s * low + c * high;
      z0[j] = c * low - s * high;
    }
  }

  /** Rotates rows {@code i} + 3 and {@code i} + 4, then those above, down to {@code i}. */
  static void rotateFour(double[][] z, int i, double[] cosine, double[] sine, int length) {
    double[] z0 = z[i];
    double[] z1 = z[i + 1];
    double[] z2 = z[i + 2];
    double[] z3 = z[i + 3];
    double[] z4 = z[i + 4];
    double c0 = cosine[i];
    double c1 = cosine[i + 1];
    double c2 = cosine[i + 2];
    double c3 = cosine[i + 3];
    double s0 = sine[i];
    double s1 = sine[i + 1];
    double s2 = sine[i + 2];
    double s3 = sine[i + 3];
    for (int j = 0; j < length; j++) {
      double high = z4[j];
      double low = z3[j];
      z4[j] = s3 * low + c3 * high;
      high = c3 * low - s3 * high;
      low = z2[j];
      z3[j] = s2 * low + c2 * high;
      high = c2 * low - s2 * high;
      low = z1[j];
      z2[j] = s1 * low + c1 * high;
      high = c1 * low - s1 * high;
      low = z0[j];
      z1[j] = s0 * low + c0 * high;
      z0[j] = c0 * low - s0 * high;
    }
  }
}
