package dev.beryl.optimizers.cma;

import java.util.Optional;

/**
 * The chosen options. {@link StrategyChoice} fills in those that are left open, by the space and
 * the budget.
 *
 * @param sigma the first standard deviation, as a share of each range
 * @param population samples of a generation of the first run
 * @param warmSpread the standard deviation that is added to that of the best observations
 * @param damping factor of the damping of the step size
 * @param synchronous whether the state depends on results alone, not on when they come
 */
public record CmaEsSettings(
    Optional<Double> sigma,
    Optional<Integer> population,
    double warmSpread,
    RestartStrategy restarts,
    CovarianceModel covariance,
    Optional<Double> damping,
    LearningRate learningRate,
    boolean synchronous) {
  /** The largest population there is. */
  public static final int LARGEST_POPULATION = 1 << 20;
}
