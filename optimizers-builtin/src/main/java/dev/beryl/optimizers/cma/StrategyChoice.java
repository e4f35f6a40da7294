package dev.beryl.optimizers.cma;

import dev.beryl.space.Parameter;
import dev.beryl.spi.OptimizerSetting;

/**
 * What the options leave open, chosen by the space and the budget.
 *
 * @param population of the first run
 * @param sigma the first step size, as a share of each range
 * @param damping factor of the damping of the step size
 * @param separable whether only the covariance's diagonal is learned
 * @param learningRate auto only in a study that is long enough to learn slowly
 */
record StrategyChoice(
    int population, double sigma, double damping, boolean separable, LearningRate learningRate) {
  private static final int SHORT_STUDY = 100; // trials for each dimension
  private static final int SHORTEST_STUDY = 20; // in which correlations cannot be learned
  private static final double LEAST_SLOW_STUDY = 1000; // trials for each dimension
  private static final int LEAST_SHORT_DIMENSION = 5;
  private static final double SIGMA = 0.2;
  private static final double SHORT_SIGMA = 1.0 / 6;
  private static final double SIGMA_AT_DEFAULTS = 0.1;
  private static final double DAMPING = 0.7;
  private static final double SHORT_DAMPING = 0.5;
  private static final int LARGEST_FULL = 200;
  private static final int LARGEST_FULL_WANTED = 10_000;
  private static final double DISCRETE_POPULATION = 1.5;
  private static final int LEAST_POPULATION = 6;
  private static final int MOST_SHORT_POPULATION = 8;
  private static final int MOST_IN_FLIGHT = 4096; // that a generation makes room for

  /**
   * Chooses.
   *
   * @throws IllegalArgumentException if a full covariance of more than 10 000 dimensions is wanted
   */
  static StrategyChoice of(OptimizerSetting setting, CmaEsSettings settings, SpaceLayout layout) {
    int n = layout.coordinates();
    double trials = setting.trials().orElse(Integer.MAX_VALUE);
    boolean isShort = trials < SHORT_STUDY * layout.size();
    int population =
        settings
            .population()
            .orElseGet(() ->
                Math.max(
                    population(layout, isShort), Math.min(setting.parallelism(), MOST_IN_FLIGHT)));
    double sigma =
        settings
            .sigma()
            .orElse(hasDefaults(setting) ? SIGMA_AT_DEFAULTS : isShort ? SHORT_SIGMA : SIGMA);
    double damping = settings.damping().orElse(isShort ? SHORT_DAMPING : DAMPING);
    boolean separable =
        switch (settings.covariance()) {
          case AUTO -> n > LARGEST_FULL || trials <= SHORTEST_STUDY * layout.size();
          case FULL -> false;
          case DIAGONAL -> true;
        };
    if (!separable && n > LARGEST_FULL_WANTED) {
      throw new IllegalArgumentException(
          ("optimizer 'cma-es': a full covariance takes at most %s dimensions, got %s; leave option"
                  + " 'covariance' at auto")
              .formatted(LARGEST_FULL_WANTED, n));
    }
    return new StrategyChoice(
        population, sigma, damping, separable, learningRate(settings, trials, layout));
  }

  /** Learning slowly pays only where there are trials enough. */
  private static LearningRate learningRate(
      CmaEsSettings settings, double trials, SpaceLayout layout) {
    LearningRate wanted = settings.learningRate();
    boolean isShort = trials < LEAST_SLOW_STUDY * layout.size();
    return wanted == LearningRate.AUTO && isShort ? LearningRate.FIXED : wanted;
  }

  private static int population(SpaceLayout layout, boolean isShort) {
    int size = StrategyParameters.defaultPopulation(layout.size());
    int discrete = layout.discreteSize();
    if (discrete > 0) {
      double factor = 2 * discrete > layout.size() ? DISCRETE_POPULATION : 1;
      return (int) Math.max(LEAST_POPULATION, factor * size);
    }
    return isShort && layout.size() >= LEAST_SHORT_DIMENSION
        ? Math.clamp(3L * size / 5, LEAST_POPULATION, MOST_SHORT_POPULATION)
        : size;
  }

  private static boolean hasDefaults(OptimizerSetting setting) {
    for (Parameter parameter : setting.space().parameters()) {
      if (parameter.defaultCoordinate().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
