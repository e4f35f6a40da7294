package dev.beryl.optimizers.gp;

/**
 * What all pairs of some points contribute to a covariance whatever its parameters are. Pairs are
 * packed row by row: point i with points 0 to i - 1.
 */
final class PointPairs {
  private final Inputs inputs;
  private final double[][] points;
  private final double[][] distances; // of each feature, by pair: squared, or 1 if not equal
  private final double[] quadratic; // by pair
  private final double[] ownQuadratic; // by point

  PointPairs(Inputs inputs, double[][] points) {
    this.inputs = inputs;
    this.points = points;
    int n = points.length;
    int pairs = n * (n - 1) / 2;
    this.distances = new double[inputs.size()][pairs];
    this.quadratic = new double[pairs];
    this.ownQuadratic = new double[n];
    for (int f = 0; f < distances.length; f++) {
      fillDistances(f);
    }
    double scale = 1 / (1 + inputs.numeric() / 3.0);
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        quadratic[pair++] = square(scale * (1 + product(points[i], points[j])));
      }
      ownQuadratic[i] = square(scale * (1 + product(points[i], points[i])));
    }
  }

  private void fillDistances(int feature) {
    boolean categorical = inputs.isCategorical(feature);
    double[] into = distances[feature];
    int pair = 0;
    for (int i = 0; i < points.length; i++) {
      double x = points[i][feature];
      for (int j = 0; j < i; j++) {
        double apart = x - points[j][feature];
        into[pair++] = categorical ? (apart == 0 ? 0 : 1) : apart * apart;
      }
    }
  }

  private double product(double[] x, double[] z) {
    double sum = 0;
    for (int f = 0; f < x.length; f++) {
      sum += inputs.isCategorical(f) ? 0 : (2 * x[f] - 1) * (2 * z[f] - 1);
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }

  /** The squared distances of a feature; 1 between different categories. */
  double[] distances(int feature) {
    return distances[feature];
  }

  /** {@return the quadratic part of unit weight, of each pair} */
  double[] quadratic() {
    return quadratic;
  }

  /** {@return the quadratic part of unit weight, of each point with itself} */
  double[] ownQuadratic() {
    return ownQuadratic;
  }
}
