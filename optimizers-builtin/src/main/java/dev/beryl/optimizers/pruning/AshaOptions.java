package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;

/** The options of asynchronous successive halving. */
public final class AshaOptions {

  /** The step that the rungs begin at, r in the paper. */
  public static final Option<Long> MIN_RESOURCE =
      StepOptions.atLeast(
              1, "min-resource", "the least step at which to stop a trial, r in the paper")
          .orElse(1L);

  /** The step at which a replicate ends, R in the paper. */
  public static final Option<Long> MAX_RESOURCE =
      StepOptions.atLeast(
          2,
          "max-resource",
          "the step at which a replicate ends anyway, R in the paper: judge nothing there or"
              + " later");

  /** Eta in the paper. */
  public static final Option<Integer> REDUCTION_FACTOR =
      Option.integer(
              "reduction-factor",
              2,
              Integer.MAX_VALUE,
              "at each rung the best one in so many goes on, to a step so many times as far; eta in"
                  + " the paper")
          .orElse(3);

  /** S in the paper. */
  public static final Option<Integer> MIN_EARLY_STOPPING_RATE =
      Option.integer(
              "min-early-stopping-rate",
              0,
              62,
              "how many of the first rungs to leave out; s in the paper")
          .orElse(0);

  /** How many trials run to their end whatever they report. */
  public static final Option<Double> EXEMPT_SHARE =
      Option.real(
              "exempt-share",
              0,
              1,
              "the share of trials that are never stopped, as an insurance against early reports"
                  + " that mislead")
          .orElse(0.1);

  private AshaOptions() {}
}
