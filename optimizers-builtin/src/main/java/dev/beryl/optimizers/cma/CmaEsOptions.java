package dev.beryl.optimizers.cma;

import dev.beryl.spi.Option;

/** The options of CMA-ES. */
public final class CmaEsOptions {
  static final int LARGEST_POPULATION = 1 << 20;

  /** The first step size. */
  public static final Option<Double> SIGMA =
      Option.real(
          "sigma",
          1e-6,
          1,
          "the first standard deviation, as a share of each range; if not given 0.2, 1/6 in a study of"
              + " less than 100 d trials, or 0.1 where every parameter has a default");

  /** The samples of a generation. */
  public static final Option<Integer> POPULATION =
      Option.integer(
          "population",
          2,
          LARGEST_POPULATION,
          "samples of a generation of the first run; if not given 4 + floor(3 ln d), fewer in a study"
              + " of less than 100 d trials, more where most parameters are discrete, and no fewer than"
              + " there are trials in flight");

  /** What is added to the spread of observations from elsewhere. */
  public static final Option<Double> WARM_SPREAD =
      Option.real(
              "warm-spread",
              1e-6,
              1,
              "the standard deviation, as a share of each range, that is added to that of the best"
                  + " observations from elsewhere for the first distribution")
          .orElse(0.1);

  /** How to go on once a run has ended. */
  public static final Option<RestartStrategy> RESTARTS =
      Option.choice(
              "restarts",
              RestartStrategy.class,
              "how to go on once a run has converged: not at all, with doubled populations, or with"
                  + " large and small populations in turn")
          .orElse(RestartStrategy.BIPOP);

  /** The model of the covariance. */
  public static final Option<CovarianceModel> COVARIANCE =
      Option.choice(
              "covariance",
              CovarianceModel.class,
              "whether to learn all of the covariance matrix or its diagonal")
          .orElse(CovarianceModel.AUTO);

  /** The damping of the step size. */
  public static final Option<Double> DAMPING =
      Option.real(
          "damping",
          0.1,
          10,
          "factor of the damping of the step size, 1 in the literature; if not given 0.7, or 0.5 in"
              + " a study of less than 100 d trials");

  /** Whether learning slows down under noise. */
  public static final Option<LearningRate> LEARNING_RATE =
      Option.choice(
              "learning-rate",
              LearningRate.class,
              "whether learning slows down as far as losses are chance: once standard errors say"
                  + " so, never, or always")
          .orElse(LearningRate.AUTO);

  /** Whether the state depends on nothing but results. */
  public static final Option<Boolean> SYNCHRONOUS =
      Option.flag(
              "synchronous",
              "learn from exactly the first samples of each generation, so that trials in flight"
                  + " that end in another order lead to the same bits")
          .orElse(false);

  private CmaEsOptions() {}
}
