package dev.beryl.optimizers;

import dev.beryl.optimizers.cma.CmaEsOptions;
import dev.beryl.optimizers.cma.CmaEsProvider;
import dev.beryl.optimizers.cma.CovarianceModel;
import dev.beryl.optimizers.cma.LearningRate;
import dev.beryl.optimizers.cma.RestartStrategy;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import java.util.Map;

/**
 * The covariance matrix adaptation evolution strategy, by name {@code cma-es}: samples of a normal
 * distribution that learns, from the ranks of their losses alone, where to lie, how wide to be in
 * which direction, and which parameters go together. Immutable.
 *
 * {@snippet :
 * CmaEs.withDefaults().restarts(CmaEs.Restarts.BIPOP).sigma(0.3);
 * }
 *
 * <p><b>What it searches.</b> One joint distribution over all of a space: reals, on their scale,
 * are coordinates of the normal distribution; integers, ordinals and stepped reals are coordinates
 * with a margin, so that no value dies out; categories and whatever has just two values have a
 * categorical distribution of their own that is learned beside it. A parameter with a default begins
 * there, and the point of all defaults is the first trial; others begin in the middle of their
 * range.
 *
 * <p><b>Boundary.</b> What is proposed lies in the box; what is learned from is the point before it
 * was clipped, with a penalty that grows with the distance.
 *
 * <p><b>Trials in flight.</b> Samples of one generation are independent: as many as the population
 * may run at a time at no loss, and the population is no smaller than the number of trials in
 * flight. When all samples of a generation are out, more of them are proposed; results are learned
 * from in any order, late ones as far as they fit. With {@link #synchronous()} the treatments do
 * not depend on the order in which trials end.
 *
 * <p>Failed trials rank last and repel nothing; pruned ones rank behind completed ones. Treatments
 * that violate a hard constraint are drawn again, up to 100 times.
 *
 * <p>A parameter that is inactive in a trial learns nothing from it; how many are conditional is
 * logged once. In a finite space no treatment is proposed twice, and asks are empty once all were.
 * Outcome constraints come before losses. Ten or more observations told before the first ask decide
 * where to begin; fewer, and later ones, are taken in like samples.
 *
 * <p><b>Noise.</b> Where standard errors of replicates are 0.3 of the spread of the losses or more,
 * the study's recommendation is the mean of the distribution rather than the best trial, which is
 * then a lucky one.
 *
 * <p>By name the options are {@code sigma}, {@code population}, {@code warm-spread=0.1}, {@code
 * restarts=bipop}, {@code covariance=auto}, {@code damping}, {@code learning-rate=auto} and {@code
 * synchronous=false}.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>
 */
public final class CmaEs implements OptimizerChoice {
  private static final CmaEs DEFAULTS = new CmaEs(ChosenOptions.NONE);

  /** How the search goes on once a run has converged. */
  public enum Restarts {
    /** Not at all: nothing more is proposed, and the study ends. */
    NONE,
    /** From anywhere with twice the population each time. */
    IPOP,
    /** With larger populations and with small, local runs in turn. */
    BIPOP
  }

  private final ChosenOptions options;

  private CmaEs(ChosenOptions options) {
    this.options = options;
  }

  /** {@return CMA-ES with restarts in two regimes and everything else by dimension and budget} */
  public static CmaEs withDefaults() {
    return DEFAULTS;
  }

  /**
   * This optimizer with another first step size.
   *
   * @param sigma the first standard deviation as a share of each range, on its scale; in [1e-6, 1]
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs sigma(double sigma) {
    return with(CmaEsOptions.SIGMA, sigma);
  }

  /**
   * This optimizer with another population.
   *
   * @param size samples of a generation of the first run, at least 2
   * @return the optimizer
   * @throws IllegalArgumentException if it is below 2 or above 2<sup>20</sup>
   */
  public CmaEs population(int size) {
    return with(CmaEsOptions.POPULATION, size);
  }

  /**
   * This optimizer with another first distribution after observations from elsewhere.
   *
   * @param spread the standard deviation that is added to that of the best of them, as a share of
   *     each range, in [1e-6, 1]; unless set, 0.1
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs warmSpread(double spread) {
    return with(CmaEsOptions.WARM_SPREAD, spread);
  }

  /**
   * This optimizer with another way to go on.
   *
   * @param restarts what follows a run that has converged
   * @return the optimizer
   */
  public CmaEs restarts(Restarts restarts) {
    return with(CmaEsOptions.RESTARTS, RestartStrategy.valueOf(restarts.name()));
  }

  /**
   * {@return this optimizer with a full covariance matrix in any dimension; time and memory are
   * quadratic in it}
   */
  public CmaEs fullCovariance() {
    return with(CmaEsOptions.COVARIANCE, CovarianceModel.FULL);
  }

  /**
   * {@return this optimizer with a diagonal covariance in any dimension: it learns scales faster,
   * and correlations not at all}
   */
  public CmaEs separable() {
    return with(CmaEsOptions.COVARIANCE, CovarianceModel.DIAGONAL);
  }

  /**
   * This optimizer with another damping of the step size.
   *
   * @param factor of the damping in the literature, in [0.1, 10]
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs damping(double factor) {
    return with(CmaEsOptions.DAMPING, factor);
  }

  /**
   * {@return this optimizer with learning rates that adapt from the beginning to the noise in the
   * losses, as suits what is known to be noisy or to have very many local optima; left to itself, a
   * study of 1000 d trials or more begins with that once losses differ more by chance than by what
   * was tried}
   */
  public CmaEs adaptiveLearningRate() {
    return with(CmaEsOptions.LEARNING_RATE, LearningRate.ADAPTIVE);
  }

  /** {@return this optimizer with the same learning rates however noisy the losses are} */
  public CmaEs fixedLearningRate() {
    return with(CmaEsOptions.LEARNING_RATE, LearningRate.FIXED);
  }

  /**
   * {@return this optimizer learning from exactly the first samples of each generation, so that
   * with several trials in flight its treatments depend on results only, not on when they come;
   * samples beyond the population are proposed while results are pending, and not learned from}
   */
  public CmaEs synchronous() {
    return with(CmaEsOptions.SYNCHRONOUS, true);
  }

  private <T> CmaEs with(Option<T> option, T value) {
    return new CmaEs(options.with(option, value));
  }

  @Override
  public OptimizerProvider provider() {
    return new CmaEsProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code cma-es {sigma=0.3}}} */
  @Override
  public String toString() {
    return options.of("cma-es");
  }
}
