package dev.beryl.optimizers;

import dev.beryl.optimizers.cma.CmaEsOptimizer;
import dev.beryl.optimizers.cma.CmaEsSettings;
import dev.beryl.optimizers.cma.CovarianceModel;
import dev.beryl.optimizers.cma.LearningRate;
import dev.beryl.optimizers.cma.RestartStrategy;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import java.util.List;
import java.util.Map;

/**
 * The covariance matrix adaptation evolution strategy, by name {@code cma-es}: samples of a normal
 * distribution. From the ranks of their losses alone it learns where to lie, how wide to be in
 * which direction, and which parameters go together. Immutable.
 *
 * {@snippet :
 * CmaEs.withDefaults().restarts(CmaEs.Restarts.BIPOP).sigma(0.3);
 * }
 *
 * <p><b>What it searches.</b> One joint distribution over all of a space: reals, on their scale,
 * are coordinates of the normal distribution; integers, ordinals and stepped reals are coordinates
 * with a margin, so that no value dies out; categories and whatever has just two values have a
 * categorical distribution that is learned beside it. A parameter with a default starts there, and
 * the point of all defaults is the first trial; others start in the middle of their range.
 *
 * <p><b>Boundary.</b> What is proposed lies in the box; what is learned from is the point before it
 * was clipped, with a penalty that grows with the distance.
 *
 * <p><b>Trials in flight.</b> Samples of one generation are independent: as many trials as the
 * population has samples may run at a time without loss, and the population is no smaller than the
 * number of trials in flight. When all samples of a generation are out, more of them are proposed;
 * results are learned from in any order, late ones as far as they fit. With {@link #synchronous()}
 * the treatments do not depend on the order in which trials end.
 *
 * <p>Failed trials rank last and repel nothing; pruned ones rank behind completed ones.
 *
 * <p><b>Hard constraints.</b> Where less than half of the space satisfies them, or its center does
 * not, the search starts among feasible points that are gathered before the first trial; a sample
 * that violates them is cut back towards the mean. Constraints are evaluated up to 20 000 times at
 * the first ask.
 *
 * <p>Nothing is learned about a parameter from a trial in which it is inactive; how many parameters
 * are conditional is logged once. In a finite space no treatment is proposed twice, and asks are
 * empty once all were. Outcome constraints come before losses. Ten or more observations that are
 * told before the first ask decide where to start; fewer, and later ones, are taken in like
 * samples.
 *
 * <p><b>Noise.</b> Where standard errors of replicates are 0.3 of the spread of the losses or more,
 * the best trial is a lucky one, and the study's recommendation is the mean of the distribution.
 *
 * <p>By name the options are {@code sigma}, {@code population}, {@code warm-spread=0.1}, {@code
 * restarts=bipop}, {@code covariance=auto}, {@code damping}, {@code learning-rate=auto} and {@code
 * synchronous=false}.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>
 */
public final class CmaEs extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final Option<Double> SIGMA =
      Option.real(
          "sigma",
          1e-6,
          1,
          "the first standard deviation, as a share of each range; if not given 0.2, 1/6 in a study of"
              + " less than 100 d trials, or 0.1 where every parameter has a default");

  private static final Option<Integer> POPULATION =
      Option.integer(
          "population",
          2,
          CmaEsSettings.LARGEST_POPULATION,
          "samples of a generation of the first run; if not given 4 + floor(3 ln d), fewer in a study"
              + " of less than 100 d trials, more where most parameters are discrete, and no fewer than"
              + " there are trials in flight");

  private static final Option<Double> WARM_SPREAD =
      Option.real(
              "warm-spread",
              1e-6,
              1,
              "the standard deviation, as a share of each range, that is added to that of the best"
                  + " observations from elsewhere for the first distribution")
          .orElse(0.1);

  private static final Option<RestartStrategy> RESTARTS =
      Option.choice(
              "restarts",
              RestartStrategy.class,
              "how to go on once a run has converged: not at all, with doubled populations, or with"
                  + " large and small populations in turn")
          .orElse(RestartStrategy.BIPOP);

  private static final Option<CovarianceModel> COVARIANCE =
      Option.choice(
              "covariance",
              CovarianceModel.class,
              "whether to learn all of the covariance matrix or its diagonal")
          .orElse(CovarianceModel.AUTO);

  private static final Option<Double> DAMPING =
      Option.real(
          "damping",
          0.1,
          10,
          "factor of the damping of the step size, 1 in the literature; if not given 0.7, or 0.5 in"
              + " a study of less than 100 d trials");

  private static final Option<LearningRate> LEARNING_RATE =
      Option.choice(
              "learning-rate",
              LearningRate.class,
              "whether learning slows down as far as losses are chance: once standard errors say"
                  + " so, never, or always")
          .orElse(LearningRate.AUTO);

  private static final Option<Boolean> SYNCHRONOUS =
      Option.flag(
              "synchronous",
              "learn from exactly the first samples of each generation, so that trials in flight"
                  + " that end in another order lead to the same bits")
          .orElse(false);

  private static final List<Option<?>> OPTIONS =
      List.of(
          SIGMA,
          POPULATION,
          WARM_SPREAD,
          RESTARTS,
          COVARIANCE,
          DAMPING,
          LEARNING_RATE,
          SYNCHRONOUS);

  private static final CmaEs DEFAULTS = new CmaEs();

  /** How the search goes on once a run has converged. */
  public enum Restarts {
    /** Not at all: nothing more is proposed, and the study ends. */
    NONE,
    /** From anywhere with twice the population each time. */
    IPOP,
    /** With larger populations and with small, local runs in turn. */
    BIPOP
  }

  /** The same as {@link #withDefaults()}; called by {@link java.util.ServiceLoader}. */
  public CmaEs() {
    this(Map.of());
  }

  private CmaEs(Map<String, Object> chosen) {
    super(
        "cma-es",
        "Covariance matrix adaptation: a normal distribution that learns step size, scales and"
            + " correlations, with restarts; for mixed spaces with margin",
        OPTIONS,
        chosen);
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
    return with(SIGMA, sigma);
  }

  /**
   * This optimizer with another population.
   *
   * @param size samples of a generation of the first run, at least 2
   * @return the optimizer
   * @throws IllegalArgumentException if it is below 2 or above 2<sup>20</sup>
   */
  public CmaEs population(int size) {
    return with(POPULATION, size);
  }

  /**
   * This optimizer with another first distribution after observations from elsewhere.
   *
   * @param spread the standard deviation that is added to that of the best observations, as a share
   *     of each range, in [1e-6, 1]; unless set, 0.1
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs warmSpread(double spread) {
    return with(WARM_SPREAD, spread);
  }

  /**
   * This optimizer with another way to go on.
   *
   * @param restarts what follows a run that has converged
   * @return the optimizer
   */
  public CmaEs restarts(Restarts restarts) {
    return with(RESTARTS, RestartStrategy.valueOf(restarts.name()));
  }

  /**
   * {@return this optimizer with a full covariance matrix in any dimension; time and memory are
   * quadratic in it}
   */
  public CmaEs fullCovariance() {
    return with(COVARIANCE, CovarianceModel.FULL);
  }

  /**
   * {@return this optimizer with a diagonal covariance in any dimension: it learns scales faster,
   * and correlations not at all}
   */
  public CmaEs separable() {
    return with(COVARIANCE, CovarianceModel.DIAGONAL);
  }

  /**
   * This optimizer with another damping of the step size.
   *
   * @param factor of the damping in the literature, in [0.1, 10]
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs damping(double factor) {
    return with(DAMPING, factor);
  }

  /**
   * This optimizer with learning rates that adapt to the noise in the losses from the start. That
   * suits losses which are known to be noisy or to have very many local optima. Unless set, a study
   * of 1000 d trials or more starts to adapt once losses differ more by chance than by treatment.
   *
   * @return the optimizer
   */
  public CmaEs adaptiveLearningRate() {
    return with(LEARNING_RATE, LearningRate.ADAPTIVE);
  }

  /** {@return this optimizer with the same learning rates however noisy the losses are} */
  public CmaEs fixedLearningRate() {
    return with(LEARNING_RATE, LearningRate.FIXED);
  }

  /**
   * This optimizer learning from exactly the first samples of each generation, so that with several
   * trials in flight its treatments depend on results only, not on when they come. Samples beyond
   * the population are proposed while results are pending, and not learned from.
   *
   * @return the optimizer
   */
  public CmaEs synchronous() {
    return with(SYNCHRONOUS, true);
  }

  private <T> CmaEs with(Option<T> option, T value) {
    return new CmaEs(choosing(option, value));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.OBJECTIVES);
  }

  /**
   * Makes an optimizer.
   *
   * @param setting any space, one objective; with the options of this provider
   * @return the optimizer
   * @throws IllegalArgumentException if there are several objectives, or the full covariance of
   *     more than 10 000 dimensions is asked for
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    Options options = setting.options();
    return new CmaEsOptimizer(
        setting,
        new CmaEsSettings(
            options.find(SIGMA),
            options.find(POPULATION),
            options.get(WARM_SPREAD),
            options.get(RESTARTS),
            options.get(COVARIANCE),
            options.find(DAMPING),
            options.get(LEARNING_RATE),
            options.get(SYNCHRONOUS)));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
