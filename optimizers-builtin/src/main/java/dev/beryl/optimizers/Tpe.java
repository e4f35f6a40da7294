package dev.beryl.optimizers;

import dev.beryl.optimizers.tpe.BandwidthRule;
import dev.beryl.optimizers.tpe.ShareRule;
import dev.beryl.optimizers.tpe.TpeOptions;
import dev.beryl.optimizers.tpe.TpeProvider;
import dev.beryl.optimizers.tpe.WeightRule;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.Option;
import java.util.Map;

/**
 * The tree-structured Parzen estimator, by name {@code tpe}: divides the trials into good ones and
 * all others, fits a kernel density to each, and proposes what is likely among the good and
 * unlikely among the others. For any space, conditional ones included, from a few tens of trials
 * on. Immutable.
 *
 * {@snippet :
 * Tpe.withDefaults().startupTrials(20).candidates(64);
 * }
 *
 * <p><b>Defaults.</b> Good are the best 15 % of the trials, at most 25, weighted by how much better
 * they are than the best of the others. Kernels are products over all parameters that are active
 * together; those of good trials are as wide as Scott's rule says, those of the others as their
 * farther neighbor is away. Of 24 points drawn from the good trials' density the one with the
 * largest ratio of both is proposed. {@link #classic()} has the settings of the original.
 *
 * <p><b>Start.</b> Until 10 trials have finished, points of a scrambled Sobol sequence are
 * proposed; see {@link #startupTrials}.
 *
 * <p><b>Hand-over.</b> In a study of 150 trials or more whose parameters are all continuous, a
 * {@linkplain CmaEs CMA-ES} of small populations goes on from the best trials after half of them,
 * at the latest after 200. Not so with several objectives, outcome constraints or much noise; see
 * {@link #withoutHandOver()}.
 *
 * <p><b>What counts.</b> Pruned trials are worse than completed ones, and better among themselves
 * the farther they came. Pending trials count as bad ones, so that any number of them in flight
 * keep apart; failed ones do, too, up to a quarter of the bad ones. Trials that violate an outcome
 * constraint are worse than all others; where they are the majority, the probability of being
 * feasible is modeled as well. Where trials have standard errors of 0.3 or more of the losses'
 * spread, good trials are weighted by rank and are 20 %.
 *
 * <p><b>Several objectives.</b> Good are the first 10 % by non-domination, the last front of them
 * being thinned out so that the dominated hypervolume is large.
 *
 * <p><b>Hard constraints and repetition.</b> Candidates that violate a constraint are passed over;
 * in a finite space those that were proposed before are, too. If all are, the points of the start
 * go on, up to the last treatment of a finite space, as in {@linkplain RandomSearch random search}.
 *
 * <p>The proposal of a trial depends on the seed, its number and the trials known, not on the order
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
public final class Tpe implements OptimizerChoice {
  private static final int CLASSIC_STARTUP = 20;
  private static final double CLASSIC_SHARE = 0.25;
  private static final Tpe DEFAULTS = new Tpe(ChosenOptions.NONE);

  private final ChosenOptions options;

  private Tpe(ChosenOptions options) {
    this.options = options;
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
   * These settings with another start.
   *
   * @param trials how many must have finished before the model is asked, from 1 to 2<sup>20</sup>;
   *     unless set 10, and for more than 10 parameters 20
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Tpe startupTrials(int trials) {
    return with(TpeOptions.STARTUP_TRIALS, trials);
  }

  /**
   * These settings with another share of good trials.
   *
   * @param share of the finished trials, in [1e-6, 1]; rounded up to whole trials
   * @return the settings
   * @throws IllegalArgumentException if it is not in this range
   */
  public Tpe share(double share) {
    return with(TpeOptions.SHARE_OF, ShareRule.TRIALS).with(TpeOptions.SHARE, share);
  }

  /**
   * These settings with a number of good trials that grows with the square root of all.
   *
   * @param share of the square root of the number of finished trials, in [1e-6, 1]; rounded up to
   *     whole trials
   * @return the settings
   * @throws IllegalArgumentException if it is not in this range
   */
  public Tpe shareOfSquareRoot(double share) {
    return with(TpeOptions.SHARE_OF, ShareRule.SQUARE_ROOT).with(TpeOptions.SHARE, share);
  }

  /**
   * These settings with another bound on the number of good trials.
   *
   * @param trials the most there may be, from 1 to 2<sup>20</sup>; unless set, 25
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Tpe mostBelow(int trials) {
    return with(TpeOptions.MOST_BELOW, trials);
  }

  /**
   * These settings with another number of candidates.
   *
   * @param points drawn for each proposal, from 1 to 2<sup>20</sup>; unless set, 24
   * @return the settings
   * @throws IllegalArgumentException if the number is not in this range
   */
  public Tpe candidates(int points) {
    return with(TpeOptions.CANDIDATES, points);
  }

  /** {@return these settings with good trials weighted by expected improvement, noise or not} */
  public Tpe expectedImprovementWeights() {
    return with(TpeOptions.WEIGHTS, WeightRule.EXPECTED_IMPROVEMENT);
  }

  /** {@return these settings with good trials weighted by rank} */
  public Tpe rankWeights() {
    return with(TpeOptions.WEIGHTS, WeightRule.RANK);
  }

  /** {@return these settings with all good trials weighted alike} */
  public Tpe uniformWeights() {
    return with(TpeOptions.WEIGHTS, WeightRule.UNIFORM);
  }

  /** {@return these settings with good trials before the newest 25 of them weighted less} */
  public Tpe oldDecayWeights() {
    return with(TpeOptions.WEIGHTS, WeightRule.OLD_DECAY);
  }

  /**
   * These settings with another weight of the prior kernel, which keeps the whole space reachable.
   *
   * @param weight in mean weights of the other kernels, in [1e-6, 1e6]; unless set, 1
   * @return the settings
   * @throws IllegalArgumentException if it is not in this range
   */
  public Tpe priorWeight(double weight) {
    return with(TpeOptions.PRIOR_WEIGHT, weight);
  }

  /** {@return these settings with neighbor bandwidths among good trials, too} */
  public Tpe neighborBandwidths() {
    return with(TpeOptions.BANDWIDTH, BandwidthRule.NEIGHBOUR);
  }

  /**
   * These settings with another form of Scott's rule for good trials.
   *
   * @param factor what the rule is multiplied with, in [0.01, 100]; unless set, 0.8
   * @param least the least width as a share of the range, in [1e-6, 1]; unless set, 0.01
   * @return the settings
   * @throws IllegalArgumentException if a number is not in its range
   */
  public Tpe scottBandwidths(double factor, double least) {
    return with(TpeOptions.BANDWIDTH, BandwidthRule.SCOTT)
        .with(TpeOptions.BANDWIDTH_FACTOR, factor)
        .with(TpeOptions.LEAST_BANDWIDTH, least);
  }

  /** {@return these settings with the ends of a range as neighbors in neighbor bandwidths} */
  public Tpe endpoints() {
    return with(TpeOptions.ENDPOINTS, true);
  }

  /** {@return these settings with each parameter modeled by itself} */
  public Tpe univariate() {
    return with(TpeOptions.MULTIVARIATE, false);
  }

  /**
   * {@return these settings without the safeguard that proposes every tenth point anywhere in the
   * space while 30 trials in a row brought nothing better}
   */
  public Tpe withoutExploring() {
    return with(TpeOptions.EXPLORING, false);
  }

  /** {@return these settings without a local search in the second half of a long study} */
  public Tpe withoutHandOver() {
    return with(TpeOptions.HANDING_OVER, false);
  }

  private <T> Tpe with(Option<T> option, T value) {
    return new Tpe(options.with(option, value));
  }

  @Override
  public OptimizerProvider provider() {
    return new TpeProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code tpe {candidates=64}}} */
  @Override
  public String toString() {
    return options.of("tpe");
  }
}
