package dev.beryl.optimizers.quasi;

import java.util.List;

/**
 * How far a point set is from uniform: the square of the centered L2 discrepancy, Hickernell, A
 * generalized discrepancy and quadrature error bound, Math. Comp. 67 (1998), equation 5.1.
 */
final class Discrepancy {
  private Discrepancy() {}

  static double centered(List<double[]> points) {
    int n = points.size();
    double single = 0;
    double pairs = 0;
    for (double[] x : points) {
      double product = 1;
      for (double value : x) {
        double z = Math.abs(value - 0.5);
        product *= 1 + z / 2 - z * z / 2;
      }
      single += product;
      for (double[] y : points) {
        pairs += kernel(x, y);
      }
    }
    return Math.pow(13.0 / 12, points.getFirst().length) - 2 * single / n + pairs / n / n;
  }

  private static double kernel(double[] x, double[] y) {
    double product = 1;
    for (int i = 0; i < x.length; i++) {
      product *= 1 + (Math.abs(x[i] - 0.5) + Math.abs(y[i] - 0.5) - Math.abs(x[i] - y[i])) / 2;
    }
    return product;
  }
}
