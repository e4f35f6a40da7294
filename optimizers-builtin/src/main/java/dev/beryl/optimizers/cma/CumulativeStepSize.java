package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;

/**
 * Cumulative step-size adaptation: the step size grows while steps of successive generations point
 * the same way, and shrinks while they undo each other.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>, equations 43 and 44
 */
final class CumulativeStepSize {
  private static final double MOST_GROWTH = 1; // of the logarithm, in one generation

  private final StrategyParameters parameters;
  private final double[] path;
  private double damping;
  private double pathLength;
  private double unsettled; // (1 - c)^(2 (g + 1))

  CumulativeStepSize(StrategyParameters parameters) {
    this.parameters = parameters;
    this.path = new double[parameters.dimension];
    this.damping = parameters.dSigma;
    this.unsettled = square(1 - parameters.cSigma);
  }

  private static double square(double x) {
    return x * x;
  }

  /** Changes the step size no faster than the tutorial does. */
  void dampFully() {
    damping = parameters.fullDamping;
  }

  /**
   * Takes in the step of a generation.
   *
   * @param whitened C^-1/2 times the weighted mean of the y
   * @param muEff the effective number of parents of that mean
   */
  void advance(double[] whitened, double muEff) {
    double c = parameters.cSigma;
    double gain = Math.sqrt(c * (2 - c) * muEff);
    for (int i = 0; i < path.length; i++) {
      path[i] = (1 - c) * path[i] + gain * whitened[i];
    }
    unsettled *= square(1 - c);
    pathLength = Math.sqrt(Rows.squaredLength(path));
  }

  /** {@return by what the step size is to be multiplied} */
  double factor() {
    double growth = parameters.cSigma / damping * (pathLength / parameters.chiN - 1);
    return StrictMath.exp(Math.min(MOST_GROWTH, growth));
  }

  /**
   * Whether the path is so long that the step size is about to grow much, when the rank-one update
   * is to pause. The length of a path that has just started is corrected.
   */
  boolean isLong() {
    double n = parameters.dimension;
    double settledLength = pathLength / Math.sqrt(1 - unsettled);
    return !(settledLength < (1.4 + 2 / (n + 1)) * parameters.chiN);
  }

  /** {@return the path; not to be changed} */
  double[] path() {
    return path;
  }
}
