package dev.beryl.optimizers;

import dev.beryl.fault.Nulls;
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
 * The covariance matrix adaptation evolution strategy, by name {@code cma-es}: it samples a normal
 * distribution and adapts it. From the ranks of the samples' losses it learns the distribution's
 * center, its width in each direction, and how parameters are correlated. Immutable.
 *
 * {@snippet :
 * CmaEs.withDefaults().restarts(CmaEs.Restarts.BIPOP).sigma(0.3);
 * }
 *
 * <p><b>What it searches.</b> It has one joint distribution over the whole space. Reals, on their
 * scale, are coordinates of the normal distribution. Integers, ordinals and stepped reals are
 * coordinates with a margin, which keeps every value possible. Categorical parameters, and all
 * parameters with just two values, have a categorical distribution that is learned beside it. A
 * parameter with a default starts there, and the point of all defaults is the first trial; other
 * parameters start in the middle of their range.
 *
 * <p><b>Boundary.</b> Proposals lie inside all ranges. The distribution learns from the points
 * before they were clipped, with a penalty that grows with the distance.
 *
 * <p><b>Trials in flight.</b> Samples of one generation are independent: all trials of a generation
 * may run at the same time without loss, and the population is at least the number of trials in
 * flight. When all samples of a generation are proposed and more are asked for, further samples are
 * proposed. Results are used in any order, late ones as far as they fit. With {@link
 * #synchronous()} the treatments do not depend on the order in which trials end.
 *
 * <p>Failed trials rank last and do not push the distribution away; pruned trials rank behind
 * completed ones.
 *
 * <p><b>Hard constraints.</b> Where less than half of the space satisfies them, or its center does
 * not, the search starts among feasible points that are gathered before the first trial; a sample
 * that violates them is cut back towards the mean. Constraints are evaluated up to 20 000 times at
 * the first ask.
 *
 * <p>Nothing is learned about a parameter from a trial in which it is inactive; how many parameters
 * are conditional is logged once. In a finite space no treatment is proposed twice; once all were
 * proposed, answers are empty. Outcome constraints have priority over losses. Ten or more
 * observations that are told before the first ask set the first distribution; fewer observations,
 * and later ones, are used like samples.
 *
 * <p><b>Noise.</b> If the standard errors of replicates are 0.3 of the spread of the losses or
 * more, the best trial is mostly a lucky one, and the optimizer recommends the mean of the
 * distribution.
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
          .withDefault(0.1);

  private static final Option<RestartStrategy> RESTARTS =
      Option.choice(
              "restarts",
              RestartStrategy.class,
              "how to continue once a run has converged: not at all, with doubled populations, or with"
                  + " large and small populations in turn")
          .withDefault(RestartStrategy.BIPOP);

  private static final Option<CovarianceModel> COVARIANCE =
      Option.choice(
              "covariance",
              CovarianceModel.class,
              "whether to learn all of the covariance matrix or its diagonal")
          .withDefault(CovarianceModel.AUTO);

  private static final Option<Double> DAMPING =
      Option.real(
          "damping",
          0.1,
          10,
          "the factor of the step size's damping, 1 in the literature; if not given 0.7, or 0.5 in"
              + " a study of less than 100 d trials");

  private static final Option<LearningRate> LEARNING_RATE =
      Option.choice(
              "learning-rate",
              LearningRate.class,
              "whether learning slows down when losses are noisy: once standard errors show it,"
                  + " never, or always")
          .withDefault(LearningRate.AUTO);

  private static final Option<Boolean> SYNCHRONOUS =
      Option.flag(
              "synchronous",
              "learn from exactly the first samples of each generation, so that the order in which"
                  + " trials end makes no difference")
          .withDefault(false);

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

  /** How the search continues once a run has converged. */
  public enum Restarts {
    /** The search does not continue: nothing more is proposed, and the study ends. */
    NONE,
    /** The search restarts from a random point with twice the population each time. */
    IPOP,
    /** The search alternates between restarts with larger populations and small, local runs. */
    BIPOP
  }

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
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

  /**
   * {@return CMA-ES with BIPOP restarts; the other settings depend on the dimension and the number
   * of trials}
   */
  public static CmaEs withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this optimizer with another first step size.
   *
   * @param sigma the first standard deviation as a share of each range, on its scale; in [1e-6, 1]
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs sigma(double sigma) {
    return with(SIGMA, sigma);
  }

  /**
   * Returns this optimizer with another population.
   *
   * @param size the number of samples of a generation of the first run, at least 2
   * @return the optimizer
   * @throws IllegalArgumentException if it is below 2 or above 2<sup>20</sup>
   */
  public CmaEs population(int size) {
    return with(POPULATION, size);
  }

  /**
   * Returns this optimizer with another width of the first distribution after observations from
   * elsewhere.
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
   * Returns this optimizer with other restarts.
   *
   * @param restarts what follows a run that has converged
   * @return the optimizer
   */
  public CmaEs restarts(Restarts restarts) {
    Nulls.refuse("cma-es: restarts", restarts);
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
   * {@return this optimizer with a diagonal covariance matrix in any dimension: it learns scales
   * faster, but no correlations}
   */
  public CmaEs separable() {
    return with(COVARIANCE, CovarianceModel.DIAGONAL);
  }

  /**
   * Returns this optimizer with another damping of the step size.
   *
   * @param factor the factor by which the damping of the literature is multiplied, in [0.1, 10]
   * @return the optimizer
   * @throws IllegalArgumentException if it is not in this range
   */
  public CmaEs damping(double factor) {
    return with(DAMPING, factor);
  }

  /**
   * Returns this optimizer with learning rates that adapt to noise in the losses from the start.
   * Use it for losses that are known to be noisy or to have very many local optima. Unless set, a
   * study of 1000 d trials or more starts to adapt once losses differ more by chance than by
   * treatment.
   *
   * @return the optimizer
   */
  public CmaEs adaptiveLearningRate() {
    return with(LEARNING_RATE, LearningRate.ADAPTIVE);
  }

  /** {@return this optimizer with fixed learning rates, even if losses are noisy} */
  public CmaEs fixedLearningRate() {
    return with(LEARNING_RATE, LearningRate.FIXED);
  }

  /**
   * Returns this optimizer, learning from exactly the first samples of each generation. With
   * several trials in flight, its treatments then depend on results only, not on their order. While
   * results are pending, samples beyond the population are proposed, but not learned from.
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
    return Capabilities.all().without(Capability.OBJECTIVES).with(Capability.OUTCOME_CONSTRAINTS);
  }

  /**
   * Creates an optimizer.
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
