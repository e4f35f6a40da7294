package dev.beryl.optimizers;

import dev.beryl.optimizers.gp.FittedModel;
import dev.beryl.optimizers.gp.GpOptimizer;
import dev.beryl.optimizers.gp.GpSettings;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bayesian optimization with a Gaussian process, by name {@code gp}: it models the losses as a
 * random function and proposes the point with the largest expected improvement. It suits studies of
 * 20 to 300 trials over up to about 20 unconditional parameters, and reaches there in 100 trials
 * what other methods reach in several hundred. Immutable.
 *
 * {@snippet :
 * GaussianProcess.withDefaults().startupTrials(20).noiseFree();
 * }
 *
 * <p><b>Model.</b> The covariance is a Matérn 5/2 kernel with a length scale for each parameter,
 * plus a quadratic kernel, plus noise. Categories are equal or different. Losses worse than the
 * median count by their rank alone, so that a few huge ones do not hide the differences between
 * good ones, unless a model of all losses as they are foresees the better ones more exactly.
 * Hyperparameters are those most likely a posteriori.
 *
 * <p><b>Start.</b> Until {@link #startupTrials} trials have ended, and 5 of them completed, points
 * of a scrambled Sobol sequence are proposed.
 *
 * <p><b>Outcomes.</b> Pruned trials are worse than completed ones; of two, the one that got farther
 * is better. Failed trials are the worst; if they are more than 30 %, the probability of failing is
 * modeled by itself. Pending trials are taken to come out as expected, and to be improved on, so
 * that trials in flight keep their distance. Each outcome constraint has a model of its own;
 * expected improvement is multiplied by the probability that all are satisfied. With several
 * objectives, each proposal is for another weighting of them.
 *
 * <p><b>Noise.</b> The noise is estimated, and known standard errors are taken into account. Where
 * there is noise, the trial with the least expected loss is {@linkplain Optimizer#recommend()
 * recommended}, not the luckiest. What is expected is said by a model of the losses as they are,
 * unless the one by rank foresees the better ones more exactly.
 *
 * <p><b>Hard constraints and repetition.</b> Only treatments that satisfy all constraints are
 * proposed, as long as some are found, and none twice. Finite spaces are searched to the last
 * treatment.
 *
 * <p><b>Cost.</b> A proposal costs milliseconds after tens of trials and some tens of milliseconds
 * after hundreds. A history of more than 300 trials is represented by 300 of them.
 *
 * <p>A proposal depends on the seed, the number of the trial, and the trials that were known at
 * this and at earlier proposals, not on the order in which trials became known between proposals.
 *
 * <p>By name the options are {@code startup-trials}, {@code centered=false}, {@code
 * candidates=512}, {@code local-candidates=128}, {@code starts=4}, {@code half-rank=true}, {@code
 * quadratic=true}, {@code noise-free=false} and {@code most-trials=300}.
 *
 * @see <a href="https://gaussianprocess.org/gpml/">Rasmussen and Williams, Gaussian processes for
 *     machine learning, 2006</a>
 * @see <a href="https://doi.org/10.1023/A:1008306431147">Jones, Schonlau and Welch, Efficient
 *     global optimization of expensive black-box functions, J. Global Optimization 13, 1998</a>
 * @see <a href="https://arxiv.org/abs/2310.20708">Ament et al., Unexpected improvements to expected
 *     improvement for Bayesian optimization, NeurIPS 2023</a>
 */
public final class GaussianProcess extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final int MANY = 1 << 20;

  private static final Option<Integer> STARTUP_TRIALS =
      Option.integer(
          "startup-trials",
          1,
          MANY,
          "ended trials before the model is used; if not given two more than there are parameters,"
              + " within 10 (16 with categories) and 20");

  private static final Option<Boolean> CENTERED =
      Option.flag("centered", "whether the first trial is in the middle of all ranges")
          .withDefault(false);

  private static final Option<Integer> CANDIDATES =
      Option.integer(
              "candidates", 1, 1 << 16, "points of the whole space compared for each proposal")
          .withDefault(512);

  private static final Option<Integer> LOCAL_CANDIDATES =
      Option.integer(
              "local-candidates",
              0,
              1 << 16,
              "points near the best four trials compared for each proposal")
          .withDefault(128);

  private static final Option<Integer> STARTS =
      Option.integer(
              "starts", 0, 1 << 10, "how many of these points are improved by a local search")
          .withDefault(4);

  private static final Option<Boolean> HALF_RANK =
      Option.flag(
              "half-rank",
              "whether losses worse than the median may count by their rank alone: they do unless a"
                  + " model of all losses as they are foresees the better ones more exactly")
          .withDefault(true);

  private static final Option<Boolean> QUADRATIC =
      Option.flag("quadratic", "whether the covariance has a quadratic part").withDefault(true);

  private static final Option<Boolean> NOISE_FREE =
      Option.flag(
              "noise-free",
              "whether equal treatments have equal losses, so that no noise is fitted")
          .withDefault(false);

  private static final Option<Integer> MOST_TRIALS =
      Option.integer(
              "most-trials",
              20,
              2000,
              "trials that the model takes in; the cost of a proposal grows with its cube")
          .withDefault(300);

  private static final int LEAST_STARTUP = 10;
  private static final int LEAST_WITH_CATEGORIES = 16;
  private static final int MOST_STARTUP = 20;
  private static final int STARTUP_SHARE = 3; // of the study's trials at most one in three
  private static final int LEAST_IN_SHORT = 6;
  private static final int CENTERED_EACH = 5; // trials for each parameter, at most

  private static final List<Option<?>> OPTIONS =
      List.of(
          STARTUP_TRIALS,
          CENTERED,
          CANDIDATES,
          LOCAL_CANDIDATES,
          STARTS,
          HALF_RANK,
          QUADRATIC,
          NOISE_FREE,
          MOST_TRIALS);

  private static final GaussianProcess DEFAULTS = new GaussianProcess();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public GaussianProcess() {
    this(Map.of());
  }

  private GaussianProcess(Map<String, Object> chosen) {
    super(
        "gp",
        "Gaussian process: proposes the point with the largest expected improvement",
        OPTIONS,
        chosen);
  }

  /** {@return the recommended settings} */
  public static GaussianProcess withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns these settings with another number of trials at the start. More of them find the right
   * region and categories more reliably, and leave fewer for the model.
   *
   * @param trials the number of trials that must have ended before the model is used, from 1 to
   *     2<sup>20</sup>; unless set, two more than there are parameters, at least 10, or 16 if there
   *     are categories, and at most 20
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public GaussianProcess startupTrials(int trials) {
    return with(STARTUP_TRIALS, trials);
  }

  /**
   * {@return these settings with the first trial in the middle of all ranges, for studies of so few
   * trials that a good one is needed early; its categories and flags are random}
   */
  public GaussianProcess centered() {
    return with(CENTERED, true);
  }

  /**
   * Returns these settings with other numbers of candidates. Their cost is in proportion to their
   * number; fewer find the best point less reliably.
   *
   * @param everywhere points of the whole space, from 1 to 2<sup>16</sup>; unless set, 512
   * @param local points near the best trials, from 0 to 2<sup>16</sup>; unless set, 128
   * @return the settings
   * @throws IllegalArgumentException if a number is not in its range
   */
  public GaussianProcess candidates(int everywhere, int local) {
    return with(CANDIDATES, everywhere).with(LOCAL_CANDIDATES, local);
  }

  /**
   * Returns these settings with another number of local searches for each proposal.
   *
   * @param points how many of the candidates are improved, from 0 to 2<sup>10</sup>; unless set, 4
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public GaussianProcess starts(int points) {
    return with(STARTS, points);
  }

  /**
   * {@return these settings with all losses modeled as they are, not the worse half by rank: for
   * losses that are a smooth function without large values}
   */
  public GaussianProcess plainLosses() {
    return with(HALF_RANK, false);
  }

  /**
   * {@return these settings without the quadratic part of the covariance, which helps on functions
   * with one valley}
   */
  public GaussianProcess withoutQuadratic() {
    return with(QUADRATIC, false);
  }

  /**
   * {@return these settings for losses without noise: the model goes through all of them, and the
   * best trial is recommended}
   */
  public GaussianProcess noiseFree() {
    return with(NOISE_FREE, true);
  }

  /**
   * Returns these settings with another bound on the trials that a model takes in. Of a larger
   * history the best half of this number, the newest third, and others spread over the space
   * represent all.
   *
   * @param trials from 20 to 2000; unless set, 300
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public GaussianProcess mostTrials(int trials) {
    return with(MOST_TRIALS, trials);
  }

  /**
   * Fits the model of the first objective to trials, with the recommended settings.
   *
   * @param trials of one study, in any order, for example those of a result; at least one of them
   *     completed. Trials whose treatment does not fit the first one's space are left out
   * @return the model
   * @throws IllegalArgumentException if no trial is completed, or a parameter is conditional
   */
  public static GaussianProcessModel fit(List<? extends Trial> trials) {
    return fit(trials, 0, DEFAULTS);
  }

  /**
   * Fits the model of an objective to trials.
   *
   * @param trials of one study, in any order; at least one of them completed. Trials whose
   *     treatment does not fit the first one's space are left out
   * @param objective the objective's index
   * @param settings of which those of the model are used, not those of the search
   * @return the model
   * @throws IllegalArgumentException if no trial is completed, or a parameter is conditional
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  public static GaussianProcessModel fit(
      List<? extends Trial> trials, int objective, GaussianProcess settings) {
    if (trials.stream().noneMatch(Trial::isCompleted)) {
      throw new IllegalArgumentException(
          "gp: expected at least one completed trial to fit the model to, got none among %s"
              .formatted(trials.size()));
    }
    Problem problem = trials.getFirst().problem();
    Objects.checkIndex(objective, problem.objectives().size());
    OptimizerSetting setting =
        OptimizerSetting.of(problem, 0).withOptions(DEFAULTS, settings.chosen());
    requireCovered(setting);
    return new GaussianProcessModel(
        problem.space(), new FittedModel(problem, trials, objective, settings(setting)));
  }

  private static void requireCovered(OptimizerSetting setting) {
    DEFAULTS
        .capabilities()
        .lacking(setting)
        .ifPresent(lacking -> {
          throw new IllegalArgumentException(
              "optimizer 'gp': %s, or use optimizer 'tpe', which searches conditional spaces"
                  .formatted(lacking));
        });
  }

  private <T> GaussianProcess with(Option<T> option, T value) {
    return new GaussianProcess(choosing(option, value));
  }

  /** {@return everything except conditional spaces} */
  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.CONDITIONS).with(Capability.OUTCOME_CONSTRAINTS);
  }

  /**
   * Creates an optimizer.
   *
   * @param setting an unconditional space, any objectives and outcome constraints; with the options
   *     of this provider
   * @return the optimizer
   * @throws IllegalArgumentException if a parameter is conditional
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    requireCovered(setting);
    return new GpOptimizer(setting, settings(setting));
  }

  private static GpSettings settings(OptimizerSetting setting) {
    SearchSpace space = setting.space();
    Options options = setting.options();
    return new GpSettings(
        options.find(STARTUP_TRIALS).orElseGet(() -> usualStartup(space)),
        options.get(CENTERED),
        options.get(CANDIDATES),
        options.get(LOCAL_CANDIDATES),
        options.get(STARTS),
        options.get(HALF_RANK),
        options.get(QUADRATIC),
        options.get(NOISE_FREE),
        options.get(MOST_TRIALS));
  }

  /**
   * These settings for a study of some trials: if they are few, the first is in the middle of all
   * ranges, and no more than a third of them are start points.
   */
  GaussianProcess within(SearchSpace space, int trials) {
    int usual = usualStartup(space);
    int share = Math.max(LEAST_IN_SHORT, trials / STARTUP_SHARE);
    boolean few = share < usual || trials <= CENTERED_EACH * varying(space);
    return few ? centered().startupTrials(Math.min(usual, share)) : this;
  }

  private static int usualStartup(SearchSpace space) {
    boolean categories =
        space.parameters().stream()
            .anyMatch(
                each -> each instanceof CategoricalParameter<?> && each.levels().orElse(2) > 1);
    int least = categories ? LEAST_WITH_CATEGORIES : LEAST_STARTUP;
    return Math.clamp(varying(space) + 2, least, MOST_STARTUP);
  }

  private static long varying(SearchSpace space) {
    return space.parameters().stream().filter(each -> each.levels().orElse(2) > 1).count();
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
