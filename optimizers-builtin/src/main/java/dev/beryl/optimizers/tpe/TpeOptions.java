package dev.beryl.optimizers.tpe;

import dev.beryl.spi.Option;
import java.util.List;

/** The options of the tree-structured Parzen estimator. */
public final class TpeOptions {
  private static final int MANY = 1 << 20;

  /** How many trials must have finished before the model is asked. */
  public static final Option<Integer> STARTUP_TRIALS =
      Option.integer(
          "startup-trials",
          1,
          MANY,
          "finished trials before the model is asked; if not given 10, and for more than 10"
              + " parameters 20");

  /** Which share of the trials is good. */
  public static final Option<Double> SHARE =
      Option.real(
          "share",
          1e-6,
          1,
          "the share of good trials, gamma; if not given 0.15, or 0.1 under several objectives");

  /** What the share is of. */
  public static final Option<ShareRule> SHARE_OF =
      Option.choice(
              "share-of",
              ShareRule.class,
              "whether the share is of the number of trials or of its square root")
          .orElse(ShareRule.TRIALS);

  /** The most trials that are good. */
  public static final Option<Integer> MOST_BELOW =
      Option.integer("most-below", 1, MANY, "the most good trials").orElse(25);

  /** How many points are drawn for a proposal. */
  public static final Option<Integer> CANDIDATES =
      Option.integer(
              "candidates", 1, MANY, "points drawn for each proposal, of which the best is it")
          .orElse(24);

  /** How the good trials are weighted. */
  public static final Option<WeightRule> WEIGHTS =
      Option.choice(
              "weights",
              WeightRule.class,
              "how good trials are weighted; auto is expected-improvement, or rank under noise")
          .orElse(WeightRule.AUTO);

  /** The weight of the prior kernel. */
  public static final Option<Double> PRIOR_WEIGHT =
      Option.real(
              "prior-weight",
              1e-6,
              1e6,
              "the weight of the prior kernel, in mean weights of trials")
          .orElse(1.0);

  /** How wide the kernels of the good trials are. */
  public static final Option<BandwidthRule> BANDWIDTH =
      Option.choice("bandwidth", BandwidthRule.class, "how wide the kernels of good trials are")
          .orElse(BandwidthRule.SCOTT);

  /** What Scott's rule is multiplied with. */
  public static final Option<Double> BANDWIDTH_FACTOR =
      Option.real("bandwidth-factor", 0.01, 100, "the factor of Scott's rule").orElse(0.8);

  /** The least width under Scott's rule. */
  public static final Option<Double> LEAST_BANDWIDTH =
      Option.real("least-bandwidth", 1e-6, 1, "the least width under Scott's rule, of the range")
          .orElse(0.01);

  /** Whether the ends of a range count as neighbors. */
  public static final Option<Boolean> ENDPOINTS =
      Option.flag("endpoints", "whether the ends of a range count as neighbors of kernels")
          .orElse(false);

  /** Whether kernels are products over parameters. */
  public static final Option<Boolean> MULTIVARIATE =
      Option.flag(
              "multivariate",
              "whether parameters are modeled together, or each by itself as in the original")
          .orElse(true);

  /** Whether stagnation is answered with uniform proposals. */
  public static final Option<Boolean> EXPLORING =
      Option.flag(
              "exploring",
              "propose every tenth point anywhere while 30 trials in a row brought nothing better")
          .orElse(true);

  /** Whether a local search takes over. */
  public static final Option<Boolean> HANDING_OVER =
      Option.flag(
              "hand-over",
              "let cma-es go on from the best trials in the second half of a study of 150 trials or"
                  + " more whose parameters are all continuous")
          .orElse(true);

  static final List<Option<?>> ALL =
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

  private TpeOptions() {}
}
