package dev.beryl.optimizers.cma;

/**
 * Arithmetic on rows of numbers. Each loop reads and writes its arrays at one and the same index,
 * so that the compiler can make vector instructions of it; the order of the operations on an
 * element is fixed, so that the bits are the same on every machine.
 */
final class Rows {
  private Rows() {}

  /** {@return the scalar product, in four partial sums} */
  static double dot(double[] a, double[] b, int length) {
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
  static double squaredLength(double[] a) {
    return dot(a, a, a.length);
  }

  /** Adds s a to a row. */
  static void add(double[] to, double s, double[] a, int length) {
    for (int i = 0; i < length; i++) {
      to[i] += s * a[i];
    }
  }

  /** Adds s₀ a₀ + s₁ a₁ + s₂ a₂ + s₃ a₃ to a row. */
  static void add(
      double[] to,
      double s0,
      double[] a0,
      double s1,
      double[] a1,
      double s2,
      double[] a2,
      double s3,
      double[] a3,
      int length) {
    for (int i = 0; i < length; i++) {
      to[i] += s0 * a0[i] + s1 * a1[i] + (s2 * a2[i] + s3 * a3[i]);
    }
  }
}
