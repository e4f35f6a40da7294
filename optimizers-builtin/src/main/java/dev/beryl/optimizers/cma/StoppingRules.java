package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import org.jspecify.annotations.Nullable;

/**
 * When a run has nothing more to gain. Lengths are in units of the unit cube.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>, appendix B.3
 */
final class StoppingRules {
  private static final double TOL_FUN = 1e-15; // of the scale of the losses
  private static final double TOL_FUN_HISTORY = 1e-16;
  private static final double ROUNDING = 0x1p-46; // of the median loss
  private static final int LEAST_HISTORY = 10;
  private static final double HOPELESS = 0.1; // share of the distance to the incumbent
  private static final double REDISCOVERY = 0.01; // the longest axis
  private static final double TOL_X = 1e-11;
  private static final double TOL_X_UP = 1e3;
  private static final double MOST_CONDITION = 1e14;
  private static final double CREEPING = 1e20;
  private static final int LONGEST_WINDOW = 20_000;
  private static final int STAGNATION_CHECKS = 20; // over the length of a window

  private final StrategyParameters parameters;
  private final boolean[] discrete;
  private final boolean allDiscrete;
  private final double firstSigma;
  private final int historyWindow;
  private final int stagnationWindow;
  private final int flatGenerations;
  private final long mostGenerations;
  private final LossHistory history;
  private final LossScale scale;
  private final double[] axis;
  private final @Nullable Candidate incumbent;
  private final double[] towards;
  private boolean noisy;
  private int flat;

  /**
   * The rules of a run.
   *
   * @param scale of the losses of the study
   * @param incumbent the best point that an earlier run converged to; null if there is none
   */
  StoppingRules(
      StrategyParameters parameters,
      SpaceLayout layout,
      double firstSigma,
      LossScale scale,
      @Nullable Candidate incumbent) {
    this.scale = scale;
    this.incumbent = incumbent;
    this.towards = new double[parameters.dimension];
    this.parameters = parameters;
    this.discrete = layout.discrete();
    this.firstSigma = firstSigma;
    int n = parameters.dimension;
    int lambda = parameters.populationSize;
    this.allDiscrete = layout.discreteSize() == layout.size();
    this.historyWindow = 10 + (int) Math.ceil(30.0 * n / lambda);
    this.stagnationWindow = (int) Math.min(LONGEST_WINDOW, 120 + 30L * n / lambda);
    int discreteSize = layout.discreteSize();
    this.flatGenerations = discreteSize == 0 ? 1 : 3 + 30 * discreteSize / layout.size();
    this.mostGenerations = (long) (100 + 150 * (n + 3.0) * (n + 3.0) / Math.sqrt(lambda));
    this.axis = new double[n];
    long longest = Math.max(stagnationWindow, Math.min(LONGEST_WINDOW, mostGenerations / 5 + 1));
    this.history = new LossHistory((int) Math.max(historyWindow, longest));
  }

  /** From now on, equal losses are taken for chance. */
  void ignoreLosses() {
    noisy = true;
  }

  /**
   * Checks the rules after a generation.
   *
   * @param losses of the generation's completed members, ascending, read up to {@code count}
   * @return why the run ends; null if it goes on
   */
  @Nullable StopReason check(SearchDistribution distribution, double[] losses, int count) {
    scale.observe(losses, count);
    if (count > 0) {
      history.record(losses[0], losses[count / 2]);
      int equalUpTo = Math.min(count - 1, (int) Math.ceil(0.7 * count));
      flat = losses[0] == losses[equalUpTo] ? flat + 1 : 0;
    }
    StopReason byLoss = noisy ? null : byLoss(losses, count);
    if (byLoss != null) {
      return byLoss;
    }
    if (stagnates(distribution.generation())) {
      return StopReason.STAGNATION;
    }
    return distribution.generation() >= mostGenerations
        ? StopReason.MOST_GENERATIONS
        : byShape(distribution);
  }

  private @Nullable StopReason byLoss(double[] losses, int count) {
    if (flat > flatGenerations) {
      return StopReason.FLAT;
    }
    if (allDiscrete || count == 0) {
      return null;
    }
    if (history.size() >= historyWindow) {
      double tolerance = TOL_FUN * scale.value() + ROUNDING * Math.abs(losses[count / 2]);
      if (losses[count - 1] - losses[0] < tolerance
          && history.bestWithin(tolerance, historyWindow)) {
        return StopReason.TOL_FUN;
      }
    }
    if (isHopeless(losses, count)) {
      return StopReason.HOPELESS;
    }
    return history.size() >= LEAST_HISTORY
            && history.bestWithin(
                TOL_FUN_HISTORY * scale.value(), Math.min(history.size(), historyWindow))
        ? StopReason.TOL_FUN_HISTORY
        : null;
  }

  /** No progress is left that could make up for the distance to the incumbent. */
  private boolean isHopeless(double[] losses, int count) {
    if (incumbent == null || history.size() < historyWindow) {
      return false;
    }
    double distance = HOPELESS * (losses[0] - incumbent.loss);
    return losses[count - 1] - losses[0] < distance && history.bestWithin(distance, historyWindow);
  }

  /** The distribution has become small, and the incumbent lies within. */
  private boolean rediscovers(SearchDistribution distribution) {
    if (incumbent == null
        || distribution.sigma() * distribution.covariance().longestAxis() > REDISCOVERY) {
      return false;
    }
    double[] mean = distribution.mean();
    for (int j = 0; j < mean.length; j++) {
      axis[j] = (incumbent.x[j] - mean[j]) / distribution.sigma();
    }
    distribution.covariance().whiten(axis, towards);
    return Rows.squaredLength(towards) < mean.length;
  }

  private boolean stagnates(long generation) {
    int window = Math.clamp(generation / 5, stagnationWindow, LONGEST_WINDOW);
    double n = parameters.dimension;
    return generation % Math.max(1, window / STAGNATION_CHECKS) == 0
        && generation > n * (5 + 100.0 / parameters.populationSize)
        && history.size() > 100
        && history.size() >= window
        && history.stagnates(window);
  }

  private @Nullable StopReason byShape(SearchDistribution distribution) {
    double sigma = distribution.sigma();
    double[] mean = distribution.mean();
    double[] path = distribution.path();
    double widest = 0;
    double narrowest = 0;
    boolean stuck = false;
    for (int j = 0; j < mean.length; j++) {
      double deviation = distribution.deviation(j);
      widest = Math.max(widest, deviation);
      if (!discrete[j]) {
        narrowest = Math.max(narrowest, Math.max(deviation, sigma * Math.abs(path[j])));
        stuck |= mean[j] == mean[j] + 0.2 * deviation;
      }
    }
    if (!allDiscrete && narrowest < TOL_X) {
      return StopReason.TOL_X;
    }
    if (!noisy && rediscovers(distribution)) {
      return StopReason.REDISCOVERED;
    }
    if (!allDiscrete && stuck) {
      return StopReason.NO_EFFECT_COORDINATE;
    }
    if (!(widest <= TOL_X_UP * firstSigma)) {
      return StopReason.TOL_X_UP;
    }
    Covariance covariance = distribution.covariance();
    if (!(covariance.conditionNumber() <= MOST_CONDITION)) {
      return StopReason.CONDITION;
    }
    if (sigma / firstSigma > CREEPING * covariance.longestAxis()) {
      return StopReason.CREEPING;
    }
    return hasNoEffect(distribution) ? StopReason.NO_EFFECT_AXIS : null;
  }

  private boolean hasNoEffect(SearchDistribution distribution) {
    double[] mean = distribution.mean();
    int i = (int) (distribution.generation() % mean.length);
    distribution.covariance().axis(i, axis);
    double length = 0.1 * distribution.sigma() * distribution.covariance().axisLength(i);
    boolean moves = false;
    for (int j = 0; j < mean.length; j++) {
      if (!discrete[j]) {
        moves |= axis[j] != 0;
        if (mean[j] != mean[j] + length * axis[j]) {
          return false;
        }
      }
    }
    return moves;
  }
}
