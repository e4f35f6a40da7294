package dev.beryl.optimizers.tpe;

/** Weights of kernels. */
final class Weights {
  /** How many of the newest trials have full weight under old decay. */
  static final int NEWEST = 25;

  private static final double LEAST = 1e-12;
  private static final double LAST_RANK = 0.1;

  private Weights() {}

  /**
   * Linear from 1/n for the oldest to 1, and 1 for the newest 25.
   *
   * @param age the index by trial number, from 0
   * @see <a href="https://proceedings.mlr.press/v28/bergstra13.html">Bergstra, Yamins and Cox,
   *     Making a science of model search, ICML 2013</a>
   */
  static double oldDecay(int age, int size) {
    int ramp = size - NEWEST;
    if (age >= ramp) {
      return 1;
    }
    double least = 1.0 / size;
    return ramp == 1 ? least : least + (1 - least) * age / (ramp - 1);
  }

  /**
   * By the gain over a threshold, scaled to a largest weight of 1; all alike if there is no gain or
   * a number is infinite.
   *
   * @param threshold the best of the other trials, or infinity
   * @see <a href="https://arxiv.org/abs/2304.11127">Watanabe, Tree-structured Parzen estimator:
   *     understanding its algorithm components, 2023</a>, section 3.2
   */
  static void expectedImprovement(double[] losses, int size, double threshold, double[] into) {
    double largest = threshold - losses[0];
    boolean usable = largest > 0 && largest < Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      into[i] = usable ? Math.max(LEAST, (threshold - losses[i]) / largest) : 1;
    }
  }

  /** By rank, from 0: ln(n + 1) - ln(rank + 1) + 0.1 of n. */
  static double rank(int rank, int size) {
    return StrictMath.log(size + 1.0) - StrictMath.log(rank + 1.0) + LAST_RANK;
  }
}
