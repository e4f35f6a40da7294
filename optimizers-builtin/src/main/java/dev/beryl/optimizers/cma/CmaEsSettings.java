package dev.beryl.optimizers.cma;

import java.util.Optional;

/** The chosen options; {@link StrategyChoice} fills in those that are left open. */
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
