package dev.beryl.optimizers;

import dev.beryl.fault.Nulls;
import dev.beryl.optimizers.pruning.BoundsPruner;
import dev.beryl.optimizers.pruning.BoundsSettings;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;
import java.util.Map;

/**
 * Bounds on reported values, by name {@code threshold}: it ends a trial whose replicate 0 reports a
 * value below the lower bound, above the upper bound, or NaN after a number. <b>Without bounds it
 * stops at NaN only.</b> Immutable.
 *
 * {@snippet :
 * ThresholdPruner.withDefaults().upper(10).warmupSteps(5);
 * }
 *
 * <p>NaN before the replicate's first number is no report, as a metric may not exist yet; after it,
 * NaN is out of bounds. A report that lacks a judged value is ignored. Bounds are in the metric's
 * own direction, whatever the objective's direction. With several objectives a trial is stopped
 * only if the values of all of them are out of bounds, unless one is {@linkplain #metric chosen}.
 * What other trials and other replicates report makes no difference, and there are no rounds.
 *
 * <p>By name the options are {@code lower=-Infinity}, {@code upper=Infinity}, {@code metric} (all),
 * {@code warmup-steps=0} and {@code interval-steps=1}.
 */
public final class ThresholdPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Double> LOWER =
      bound("lower", "stop at a value below this").withDefault(Double.NEGATIVE_INFINITY);

  private static final Option<Double> UPPER =
      bound("upper", "stop at a value above this").withDefault(Double.POSITIVE_INFINITY);

  private static final Option<String> METRIC =
      Option.of(
          "metric",
          "the metric of an objective",
          "the objective whose values are judged; if not given, all are judged, and all must be"
              + " out of bounds",
          Object::toString);

  private static final List<Option<?>> OPTIONS =
      List.of(LOWER, UPPER, METRIC, StepOptions.WARMUP_STEPS, StepOptions.INTERVAL_STEPS);

  private static final ThresholdPruner DEFAULTS = new ThresholdPruner();

  /**
   * Creates the same pruner as {@link #withDefaults()}; called by {@link java.util.ServiceLoader}.
   */
  public ThresholdPruner() {
    this(Map.of());
  }

  private ThresholdPruner(Map<String, Object> chosen) {
    super(
        "threshold",
        "Ends trials whose first replicate reports a value out of bounds, or NaN after a number;"
            + " without bounds it stops at NaN only",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner without bounds, which stops at NaN only} */
  public static ThresholdPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this pruner with a lower bound.
   *
   * @param lower the smallest value allowed, not NaN
   * @return the pruner
   * @throws IllegalArgumentException if it is NaN
   */
  public ThresholdPruner lower(double lower) {
    return with(LOWER, lower);
  }

  /**
   * Returns this pruner with an upper bound.
   *
   * @param upper the largest value allowed, not NaN
   * @return the pruner
   * @throws IllegalArgumentException if it is NaN
   */
  public ThresholdPruner upper(double upper) {
    return with(UPPER, upper);
  }

  /**
   * Returns this pruner, judging the values of one objective only.
   *
   * @param metric the metric of the objective
   * @return the pruner; a study without such an objective is refused at its start
   */
  public ThresholdPruner metric(String metric) {
    Nulls.refuse("threshold pruner: metric", metric);
    return with(METRIC, metric);
  }

  /**
   * Returns this pruner with a warm-up.
   *
   * @param steps the first step at which to stop, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public ThresholdPruner warmupSteps(long steps) {
    return with(StepOptions.WARMUP_STEPS, steps);
  }

  /**
   * Returns this pruner, judging only the first report in each interval of steps, counted from the
   * warm-up.
   *
   * @param steps the length of an interval, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is below 1
   */
  public ThresholdPruner intervalSteps(long steps) {
    return with(StepOptions.INTERVAL_STEPS, steps);
  }

  private <T> ThresholdPruner with(Option<T> option, T value) {
    return new ThresholdPruner(choosing(option, value));
  }

  /**
   * Creates a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the lower bound is above the upper one, or no objective has
   *     the metric
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    Options options = setting.options();
    return new BoundsPruner(
        setting.objectives(),
        new BoundsSettings(
            options.get(LOWER),
            options.get(UPPER),
            options.find(METRIC),
            options.get(StepOptions.WARMUP_STEPS),
            options.get(StepOptions.INTERVAL_STEPS)));
  }

  private static Option<Double> bound(String name, String description) {
    return Option.real(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, description);
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
