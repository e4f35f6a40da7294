package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;

/** The options of the median pruner, apart from those of {@link StepOptions}. */
public final class MedianOptions {

  /** Which percentile of the others a replicate must not be worse than. */
  public static final Option<Double> PERCENTILE =
      Option.real(
              "percentile",
              0,
              100,
              "stop what is worse than this percentile of the others; 50 is the median, 25 keeps"
                  + " about the best quarter")
          .orElse(50.0);

  /** Whether to compare with the others' running averages. */
  public static final Option<Boolean> RUNNING_AVERAGE =
      Option.flag(
              "running-average",
              "compare with the others' averages up to the step, not their values at it")
          .orElse(false);

  /** How many trials are run before any is compared. */
  public static final Option<Integer> STARTUP_TRIALS =
      Option.integer(
              "startup-trials",
              0,
              Integer.MAX_VALUE,
              "compare nothing before so many trials with reports are known")
          .orElse(5);

  /** How many others there must be at the same step. */
  public static final Option<Integer> MIN_TRIALS =
      Option.integer(
              "min-trials",
              1,
              Integer.MAX_VALUE,
              "compare nothing at a step that fewer trials than this have reported")
          .orElse(1);

  private MedianOptions() {}
}
