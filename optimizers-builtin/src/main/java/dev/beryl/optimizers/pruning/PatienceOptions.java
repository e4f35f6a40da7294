package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;
import dev.beryl.spi.PrunerChoice;

/** The options of the patience pruner. */
public final class PatienceOptions {

  /** How many steps without improvement are borne. */
  public static final Option<Long> STEPS =
      StepOptions.atLeast(1, "steps", "how many steps to wait for an improvement").orElse(10L);

  /** How much counts as an improvement. */
  public static final Option<Double> MIN_DELTA =
      Option.real(
              "min-delta",
              0,
              Double.MAX_VALUE,
              "an improvement is one by more than this, in the metric's unit")
          .orElse(0.0);

  /** Which pruner decides when patience is at its end. */
  public static final Option<PrunerChoice> OVER =
      Option.of(
          "over",
          "a pruner by name with its options, such as 'median percentile=25'",
          "the pruner that decides once there was no improvement; if not given, all such are"
              + " stopped",
          NamedPruner::read);

  private PatienceOptions() {}
}
