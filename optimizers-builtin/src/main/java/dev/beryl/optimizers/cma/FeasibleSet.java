package dev.beryl.optimizers.cma;

import dev.beryl.space.Treatment;

/** The points of a search whose treatments satisfy all hard constraints of a space. */
final class FeasibleSet {
  private static final int BISECTIONS = 10;

  private final SpaceLayout layout;
  private final double[] unit;

  FeasibleSet(SpaceLayout layout) {
    this.layout = layout;
    this.unit = new double[layout.space().dimension()];
  }

  SpaceLayout layout() {
    return layout;
  }

  /** Whether a point, clipped to the cube and rounded to cells, is feasible. */
  boolean contains(double[] x, int[] categories) {
    layout.unit(x, categories, unit);
    Treatment treatment = layout.space().fromUnit(unit);
    return layout.space().violated(treatment).isEmpty();
  }

  /**
   * Moves a feasible point along a direction as far as it stays feasible: all of it, or what
   * bisections keep.
   */
  void advance(double[] point, double[] direction, int[] categories, double[] trial) {
    double low = 0;
    double high = 1;
    double share = 1;
    for (int i = 0; i <= BISECTIONS && low < 1; i++) {
      for (int j = 0; j < point.length; j++) {
        trial[j] = point[j] + share * direction[j];
      }
      if (contains(trial, categories)) {
        low = share;
      } else {
        high = share;
      }
      share = (low + high) / 2;
    }
    for (int j = 0; low > 0 && j < point.length; j++) {
      point[j] += low * direction[j];
    }
  }
}
