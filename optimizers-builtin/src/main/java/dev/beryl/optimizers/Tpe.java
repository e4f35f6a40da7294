package dev.beryl.optimizers;

import dev.beryl.optimizers.tpe.Bandwidth;
import dev.beryl.optimizers.tpe.BandwidthRule;
import dev.beryl.optimizers.tpe.ShareRule;
import dev.beryl.optimizers.tpe.TpeOptimizer;
import dev.beryl.optimizers.tpe.TpeSettings;
import dev.beryl.optimizers.tpe.WeightRule;
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
 * The tree-structured Parzen estimator, by name {@code tpe}: it divides the trials into good ones
 * and all others, fits a kernel density to each group, and proposes points that are likely among
 * the good trials and unlikely among the others. It suits any space, conditional ones included, and
 * studies of a few tens of trials or more. Immutable.
 *
 * {@snippet :
 * Tpe.withDefaults().startupTrials(20).candidates(64);
 * }
 *
 * <p><b>Defaults.</b> The best 15 % of the trials are good, at most 25, weighted by how much better
 * they are than the best of the others. Kernels are products over all parameters that are active
 * together; kernels of good trials have the width of Scott's rule, those of the others the distance
 * to their farther neighbor. Of 24 points drawn from the good trials' density the one with the
 * largest ratio of both densities is proposed. {@link #classic()} has the settings of the original.
 *
 * <p><b>Start.</b> Until 10 trials have finished, points of a scrambled Sobol sequence are
 * proposed; see {@link #startupTrials}.
 *
 * <p><b>Hand-over.</b> In a study of 150 trials or more whose parameters are all continuous, a
 * {@linkplain CmaEs CMA-ES} with small populations takes over from the best trials after half of
 * the study, at the latest after 200 trials. It does not with several objectives, outcome
 * constraints or much noise. See {@link #withoutHandOver()}.
 *
 * <p><b>Outcomes.</b> Pruned trials are worse than completed ones; of two pruned trials, the one
 * that got farther is better. Pending trials count as bad, so that trials in flight keep their
 * distance. Failed trials count as bad, too, up to a quarter of the bad ones. Trials that violate
 * an outcome constraint are worse than all others; if they are the majority, the probability of
 * being feasible is modeled as well. If standard errors are 0.3 or more of the losses' spread, 20 %
 * of the trials are good, weighted by rank.
 *
 * <p><b>Several objectives.</b> The first 10 % by non-domination are good; of the last front, those
 * are taken that make the dominated hypervolume large.
 *
 * <p><b>Hard constraints and repetition.</b> Candidates that violate a constraint are left out, and
 * in a finite space those that were proposed before. If no candidate is left, further points of the
 * start are proposed, up to the last treatment of a finite space, as in {@linkplain RandomSearch
 * random search}.
 *
 * <p>A proposal depends on the seed, the number of the trial and the known trials, not on the order
 * in which they became known.
 *
 * <p>By name the options are {@code startup-trials}, {@code share}, {@code share-of=trials}, {@code
 * most-below=25}, {@code candidates=24}, {@code weights=auto}, {@code prior-weight=1}, {@code
 * bandwidth=scott}, {@code bandwidth-factor=0.8}, {@code least-bandwidth=0.01}, {@code
 * endpoints=false}, {@code multivariate=true}, {@code exploring=true} and {@code hand-over=true}.
 *
 * @see <a
 *     href="https://proceedings.neurips.cc/paper/2011/hash/86e8f7ab32cfd12577bc2619bc635690-Abstract.html">Bergstra,
 *     Bardenet, Bengio and Kégl, Algorithms for hyper-parameter optimization, NeurIPS 2011</a>
 * @see <a href="https://arxiv.org/abs/2304.11127">Watanabe, Tree-structured Parzen estimator:
 *     understanding its algorithm components and their roles, 2023</a>
 */
public final class Tpe extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final int MANY = 1 << 20;

  private static final Option<Integer> STARTUP_TRIALS =
      Option.integer(
          "startup-trials",
          1,
          MANY,
          "finished trials before the model is used; if not given 10, and for more than 10"
              + " parameters 20");

  private static final Option<Double> SHARE =
      Option.real(
          "share",
          1e-6,
          1,
          "the share of good trials, gamma; if not given 0.15, or 0.1 under several objectives");

  private static final Option<ShareRule> SHARE_OF =
      Option.choice(
              "share-of",
              ShareRule.class,
              "whether the share is of the number of trials or of its square root")
          .withDefault(ShareRule.TRIALS);

  private static final Option<Integer> MOST_BELOW =
      Option.integer("most-below", 1, MANY, "the largest number of good trials").withDefault(25);

  private static final Option<Integer> CANDIDATES =
      Option.integer(
              "candidates", 1, MANY, "points drawn for each proposal; the best one is proposed")
          .withDefault(24);

  private static final Option<WeightRule> WEIGHTS =
      Option.choice(
              "weights",
              WeightRule.class,
              "how good trials are weighted; auto is expected-improvement, or rank under noise")
          .withDefault(WeightRule.AUTO);

  private static final Option<Double> PRIOR_WEIGHT =
      Option.real(
              "prior-weight",
              1e-6,
              1e6,
              "the weight of the prior kernel, in mean weights of trials")
          .withDefault(1.0);

  private static final Option<BandwidthRule> BANDWIDTH =
      Option.choice("bandwidth", BandwidthRule.class, "how wide the kernels of good trials are")
          .withDefault(BandwidthRule.SCOTT);

  private static final Option<Double> BANDWIDTH_FACTOR =
      Option.real("bandwidth-factor", 0.01, 100, "the factor of Scott's rule").withDefault(0.8);

  private static final Option<Double> LEAST_BANDWIDTH =
      Option.real(
              "least-bandwidth",
              1e-6,
              1,
              "the smallest width under Scott's rule, as a share of the range")
          .withDefault(0.01);

  private static final Option<Boolean> ENDPOINTS =
      Option.flag("endpoints", "whether the ends of a range count as neighbors of kernels")
          .withDefault(false);

  private static final Option<Boolean> MULTIVARIATE =
      Option.flag(
              "multivariate",
              "whether parameters are modeled together, or each by itself as in the original")
          .withDefault(true);

  private static final Option<Boolean> EXPLORING =
      Option.flag(
              "exploring",
              "propose every tenth point anywhere while 30 trials in a row brought no better one")
          .withDefault(true);

  private static final Option<Boolean> HANDING_OVER =
      Option.flag(
              "hand-over",
              "let cma-es continue from the best trials in the second half of a study of 150 trials or"
                  + " more whose parameters are all continuous")
          .withDefault(true);

  private static final int FEW_PARAMETERS = 10;
  private static final int STARTUP = 10;
  private static final int STARTUP_OF_MANY = 20;
  private static final double SHARE_OF_ONE = 0.15;
  private static final double SHARE_OF_SEVERAL = 0.1;
  private static final int CLASSIC_STARTUP = 20;
  private static final double CLASSIC_SHARE = 0.25;
  private static final List<Option<?>> OPTIONS =
      List.of(
          STARTUP_TRIALS,
          SHARE,
          SHARE_OF,
          MOST_BELOW,
          CANDIDATES,
          WEIGHTS,
          PRIOR_WEIGHT,
          BANDWIDTH,
          BANDWIDTH_FACTOR,
          LEAST_BANDWIDTH,
          ENDPOINTS,
          MULTIVARIATE,
          EXPLORING,
          HANDING_OVER);

  private static final Tpe DEFAULTS = new Tpe();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public Tpe() {
    this(Map.of());
  }

  private Tpe(Map<String, Object> chosen) {
    super(
        "tpe",
        "Tree-structured Parzen estimator: proposes points that are likely among good trials only",
        OPTIONS,
        chosen);
  }

  /** {@return the recommended settings} */
  public static Tpe withDefaults() {
    return DEFAULTS;
  }

  /**
   * {@return the settings of the original: each parameter modeled by itself, neighbor bandwidths,
   * 0.25 √n good trials weighted by age, 20 trials at the start}
   *
   * @see <a href="https://proceedings.mlr.press/v28/bergstra13.html">Bergstra, Yamins and Cox,
   *     Making a science of model search, ICML 2013</a>
   */
  public static Tpe classic() {
    return DEFAULTS
        .univariate()
        .neighborBandwidths()
        .oldDecayWeights()
        .shareOfSquareRoot(CLASSIC_SHARE)
        .withoutExploring()
        .withoutHandOver()
        .startupTrials(CLASSIC_STARTUP);
  }

  /**
   * Returns these settings with another number of trials at the start.
   *
   * @param trials the number of trials that must have finished before the model is used, from 1 to
   *     2<sup>20</sup>; unless set 10, and for more than 10 parameters 20
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Tpe startupTrials(int trials) {
    return with(STARTUP_TRIALS, trials);
  }

  /**
   * Returns these settings with another share of good trials.
   *
   * @param share of the finished trials, in [1e-6, 1]; rounded up to whole trials
   * @return the settings
   * @throws IllegalArgumentException if it is not in this range
   */
  public Tpe share(double share) {
    return with(SHARE_OF, ShareRule.TRIALS).with(SHARE, share);
  }

  /**
   * Returns these settings with a number of good trials that grows with the square root of all.
   *
   * @param share of the square root of the number of finished trials, in [1e-6, 1]; rounded up to
   *     whole trials
   * @return the settings
   * @throws IllegalArgumentException if it is not in this range
   */
  public Tpe shareOfSquareRoot(double share) {
    return with(SHARE_OF, ShareRule.SQUARE_ROOT).with(SHARE, share);
  }

  /**
   * Returns these settings with another bound on the number of good trials.
   *
   * @param trials the largest number of good trials, from 1 to 2<sup>20</sup>; unless set, 25
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Tpe mostBelow(int trials) {
    return with(MOST_BELOW, trials);
  }

  /**
   * Returns these settings with another number of candidates.
   *
   * @param points the number of points drawn for each proposal, from 1 to 2<sup>20</sup>; unless
   *     set, 24
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Tpe candidates(int points) {
    return with(CANDIDATES, points);
  }

  /**
   * {@return these settings with good trials weighted by expected improvement, with or without
   * noise}
   */
  public Tpe expectedImprovementWeights() {
    return with(WEIGHTS, WeightRule.EXPECTED_IMPROVEMENT);
  }

  /** {@return these settings with good trials weighted by rank} */
  public Tpe rankWeights() {
    return with(WEIGHTS, WeightRule.RANK);
  }

  /** {@return these settings with all good trials weighted equally} */
  public Tpe uniformWeights() {
    return with(WEIGHTS, WeightRule.UNIFORM);
  }

  /** {@return these settings with good trials before the newest 25 of them weighted less} */
  public Tpe oldDecayWeights() {
    return with(WEIGHTS, WeightRule.OLD_DECAY);
  }

  /**
   * Returns these settings with another weight of the prior kernel, which keeps the whole space
   * reachable.
   *
   * @param weight the weight in units of the other kernels' mean weight, in [1e-6, 1e6]; unless
   *     set, 1
   * @return the settings
   * @throws IllegalArgumentException if it is not in this range
   */
  public Tpe priorWeight(double weight) {
    return with(PRIOR_WEIGHT, weight);
  }

  /** {@return these settings with neighbor bandwidths among good trials, too} */
  public Tpe neighborBandwidths() {
    return with(BANDWIDTH, BandwidthRule.NEIGHBOUR);
  }

  /**
   * Returns these settings with another form of Scott's rule for good trials.
   *
   * @param factor the factor by which the rule is multiplied, in [0.01, 100]; unless set, 0.8
   * @param least the smallest width as a share of the range, in [1e-6, 1]; unless set, 0.01
   * @return the settings
   * @throws IllegalArgumentException if a number is not in its range
   */
  public Tpe scottBandwidths(double factor, double least) {
    return with(BANDWIDTH, BandwidthRule.SCOTT)
        .with(BANDWIDTH_FACTOR, factor)
        .with(LEAST_BANDWIDTH, least);
  }

  /** {@return these settings with the ends of a range as neighbors in neighbor bandwidths} */
  public Tpe endpoints() {
    return with(ENDPOINTS, true);
  }

  /** {@return these settings with each parameter modeled by itself} */
  public Tpe univariate() {
    return with(MULTIVARIATE, false);
  }

  /**
   * {@return these settings without the safeguard that proposes every tenth point anywhere in the
   * space while none of the last 30 trials is the best}
   */
  public Tpe withoutExploring() {
    return with(EXPLORING, false);
  }

  /** {@return these settings without a local search in the second half of a long study} */
  public Tpe withoutHandOver() {
    return with(HANDING_OVER, false);
  }

  private <T> Tpe with(Option<T> option, T value) {
    return new Tpe(choosing(option, value));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().with(Capability.OUTCOME_CONSTRAINTS);
  }

  /**
   * Creates an optimizer.
   *
   * @param setting any space, any objectives and outcome constraints; with the options of this
   *     provider
   * @return the optimizer
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return new TpeOptimizer(setting, settings(setting));
  }

  /** The options of a setting; some defaults depend on the numbers of parameters and objectives. */
  static TpeSettings settings(OptimizerSetting setting) {
    Options options = setting.options();
    var neighbor = new Bandwidth.Neighbor(options.get(ENDPOINTS));
    return new TpeSettings(
        options
            .find(STARTUP_TRIALS)
            .orElse(setting.space().dimension() <= FEW_PARAMETERS ? STARTUP : STARTUP_OF_MANY),
        options
            .find(SHARE)
            .orElse(setting.objectives().size() > 1 ? SHARE_OF_SEVERAL : SHARE_OF_ONE),
        options.get(SHARE_OF),
        options.get(MOST_BELOW),
        options.get(CANDIDATES),
        options.get(WEIGHTS),
        options.get(PRIOR_WEIGHT),
        options.get(BANDWIDTH) == BandwidthRule.NEIGHBOUR
            ? neighbor
            : new Bandwidth.Scott(options.get(BANDWIDTH_FACTOR), options.get(LEAST_BANDWIDTH)),
        neighbor,
        options.get(MULTIVARIATE),
        options.get(EXPLORING),
        options.get(HANDING_OVER));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
