package dev.beryl.optimizers.grid;

/** Where the points of a parameter lie in the unit interval. */
public enum Spacing {
  /** At k / (n - 1), both ends included; a single point in the middle. */
  ENDPOINTS {
    @Override
    double unit(long point, long points) {
      return points == 1 ? 0.5 : point / (points - 1.0);
    }
  },
  /** At (k + 0.5) / n, the middles of n equal parts. */
  MIDPOINTS {
    @Override
    double unit(long point, long points) {
      return (point + 0.5) / points;
    }
  };

  abstract double unit(long point, long points);
}
