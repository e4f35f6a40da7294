package dev.beryl.optimizers.cma;

/**
 * The strategy parameters of one run: recombination weights, learning rates, damping. Constant.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a tutorial
 *     (2023)</a>, table 1 and equations 48 to 58
 */
final class StrategyParameters {
  private static final double RANK_MU_OFFSET = 0.25;

  final int dimension;
  final int populationSize;
  final int parents;
  final double muEff;

  /** Of all ranks: the first {@link #parents} positive with sum 1, the others zero or negative. */
  final double[] weights;

  final double cSigma;
  final double dSigma;

  /** {@link #dSigma} in the tutorial. */
  final double fullDamping;

  final double cc;
  final double c1;
  final double cMu;
  final double chiN;

  /** The number of generations from one decomposition to the next. */
  final int decompositionGap;

  private StrategyParameters(
      int dimension, int populationSize, double damping, boolean separable, double rankMuOffset) {
    int n = dimension;
    this.dimension = n;
    this.populationSize = populationSize;
    this.parents = populationSize / 2;
    double[] raw = new double[populationSize];
    double half = StrictMath.log((populationSize + 1) / 2.0);
    for (int i = 0; i < populationSize; i++) {
      raw[i] = half - StrictMath.log(i + 1.0);
    }
    this.muEff = effective(raw, 0, parents);
    double muEffNegative = effective(raw, parents, populationSize);
    double speedup = separable ? (n + 2) / 3.0 : 1;
    double rankOne = 2 / ((n + 1.3) * (n + 1.3) + muEff);
    double rankMu =
        Math.min(
            1 - rankOne,
            2 * (rankMuOffset + muEff - 2 + 1 / muEff) / ((n + 2.0) * (n + 2) + muEff));
    this.c1 = Math.min(1, speedup * rankOne);
    this.cMu =
        Math.clamp(speedup * rankMu, 0, 1 - c1 - 1e-8 * (speedup * rankMu + c1 >= 1 ? 1 : 0));
    this.cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
    this.cSigma = (muEff + 2) / (n + muEff + 5);
    double stiffness = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1);
    this.dSigma = damping * stiffness + cSigma;
    this.fullDamping = stiffness + cSigma;
    this.chiN = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    this.decompositionGap = (int) Math.clamp(Math.floor(1 / (2.0 * n * (c1 + cMu))), 1, 1 << 20);
    double negativeMass =
        cMu == 0
            ? 0
            : Math.min(
                1 + c1 / cMu,
                Math.min(1 + 2 * muEffNegative / (muEff + 2), (1 - c1 - cMu) / (n * cMu)));
    this.weights = scaled(raw, parents, negativeMass);
  }

  /**
   * Parameters of a run.
   *
   * @param dimension of the Gaussian, at least 1
   * @param populationSize samples of a generation, at least 2
   * @param damping factor of the damping of the step size; the tutorial has 1
   * @param separable whether the covariance is diagonal, which learns (n + 2) / 3 times as fast
   *     (Ros and Hansen, PPSN 2008)
   */
  static StrategyParameters of(
      int dimension, int populationSize, double damping, boolean separable) {
    return new StrategyParameters(dimension, populationSize, damping, separable, RANK_MU_OFFSET);
  }

  /**
   * Full covariance with another offset in the learning rate of the rank-mu update, which the
   * tutorial's edition of 2016 does not have.
   */
  static StrategyParameters withRankMuOffset(
      int dimension, int populationSize, double damping, double offset) {
    return new StrategyParameters(dimension, populationSize, damping, false, offset);
  }

  /** {@return 4 + floor(3 ln n), the default population size} */
  static int defaultPopulation(int dimension) {
    return 4 + (int) Math.floor(3 * StrictMath.log(dimension));
  }

  private static double effective(double[] raw, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += raw[i];
      squares += raw[i] * raw[i];
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }

  private static double[] scaled(double[] raw, int parents, double negativeMass) {
    double positive = 0;
    double negative = 0;
    for (double weight : raw) {
      positive += Math.max(0, weight);
      negative -= Math.min(0, weight);
    }
    double[] weights = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      double mass = i < parents ? 1 / positive : negative == 0 ? 0 : negativeMass / negative;
      weights[i] = raw[i] * mass;
    }
    return weights;
  }
}
