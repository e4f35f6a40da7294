package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.StepOptions;
import dev.beryl.optimizers.pruning.ThresholdOptions;
import dev.beryl.optimizers.pruning.ThresholdProvider;
import dev.beryl.spi.Option;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.util.Map;

/**
 * Bounds on what a replicate may report, by name {@code threshold}: a value that is below the lower
 * or above the upper bound, or NaN, stops it. Without bounds it stops NaN alone. Immutable.
 *
 * {@snippet :
 * ThresholdPruner.withDefaults().upper(10).warmupSteps(5);
 * }
 *
 * <p>Bounds are on values as the metric has them, whatever the objective's direction. With several
 * objectives a replicate is stopped only if the values of all of them are out of bounds, unless one
 * is {@linkplain #metric chosen}. What other trials report makes no difference.
 *
 * <p>By name the options are {@code lower=-Infinity}, {@code upper=Infinity}, {@code metric} (all),
 * {@code warmup-steps=0} and {@code interval-steps=1}.
 */
public final class ThresholdPruner implements PrunerChoice {
  private static final ThresholdPruner DEFAULTS = new ThresholdPruner(ChosenOptions.NONE);

  private final ChosenOptions options;

  private ThresholdPruner(ChosenOptions options) {
    this.options = options;
  }

  /** {@return a pruner without bounds: it stops NaN} */
  public static ThresholdPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * This pruner with a lower bound.
   *
   * @param lower the least value that is allowed, not NaN
   * @return the pruner
   * @throws IllegalArgumentException if it is NaN
   */
  public ThresholdPruner lower(double lower) {
    return with(ThresholdOptions.LOWER, lower);
  }

  /**
   * This pruner with an upper bound.
   *
   * @param upper the greatest value that is allowed, not NaN
   * @return the pruner
   * @throws IllegalArgumentException if it is NaN
   */
  public ThresholdPruner upper(double upper) {
    return with(ThresholdOptions.UPPER, upper);
  }

  /**
   * This pruner for the values of one objective, whatever the others' are.
   *
   * @param metric the metric of the objective
   * @return the pruner; whether there is such an objective is seen when a study begins
   */
  public ThresholdPruner metric(String metric) {
    return with(ThresholdOptions.METRIC, metric);
  }

  /**
   * This pruner with a warm-up.
   *
   * @param steps the first step at which to stop, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public ThresholdPruner warmupSteps(long steps) {
    return with(StepOptions.WARMUP_STEPS, steps);
  }

  /**
   * This pruner with pauses: of the reports in each interval of so many steps, counted from the
   * warm-up, only the first is judged.
   *
   * @param steps the length of an interval, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is below 1
   */
  public ThresholdPruner intervalSteps(long steps) {
    return with(StepOptions.INTERVAL_STEPS, steps);
  }

  private <T> ThresholdPruner with(Option<T> option, T value) {
    return new ThresholdPruner(options.with(option, value));
  }

  @Override
  public PrunerProvider provider() {
    return new ThresholdProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code threshold {upper=10.0}}} */
  @Override
  public String toString() {
    return options.of("threshold");
  }
}
