package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.PercentilePruner;
import dev.beryl.optimizers.pruning.PercentileSettings;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;
import java.util.Map;

/**
 * The median stopping rule, by name {@code median}: it stops a replicate at a step if its best
 * report so far is worse than the median, or another percentile, of earlier trials' reports at the
 * same step. Immutable.
 *
 * {@snippet :
 * MedianPruner.withDefaults().percentile(25).warmupSteps(10);
 * }
 *
 * <p><b>Comparison.</b> Replicate r is compared with replicate r of the trials that were told
 * before it started. Under common random numbers these ran on the same seed, so a seed that is hard
 * for all trials stops none of them. A trial ends as soon as one of its replicates is stopped: with
 * several replicates and noisy reports, choose a percentile above 50. Pruned trials count up to
 * their last report. Trials that failed or timed out do not count, however good their reports were.
 *
 * <p><b>When.</b> No replicate is stopped before 5 trials with reports are known ({@link
 * #startupTrials}), before the {@linkplain #warmupSteps warm-up} is over, or at a step that no
 * other trial, or fewer than {@link #minTrials}, reported. A report is ignored, also in the
 * comparison of other replicates, if the replicate has already reported the same step or a later
 * one.
 *
 * <p><b>NaN</b> stops a replicate once the warm-up is over, whatever others reported; no report is
 * compared with a NaN. <b>Several objectives:</b> a replicate is stopped only if each objective
 * alone would stop it.
 *
 * <p>Do not report the final value: being pruned there would waste a finished replicate. Judging a
 * report takes O(log² n) time for n trials; memory is linear in the reports.
 *
 * <p>By name the options are {@code percentile=50}, {@code running-average=false}, {@code
 * startup-trials=5}, {@code warmup-steps=0}, {@code interval-steps=1} and {@code min-trials=1}.
 *
 * @see <a href="https://doi.org/10.1145/3097983.3098043">Golovin et al., Google Vizier: a service
 *     for black-box optimization, KDD 2017</a>, section 3.2.2
 */
public final class MedianPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Double> PERCENTILE =
      Option.real(
              "percentile",
              0,
              100,
              "stop replicates worse than this percentile of the others; 50 is the median, 25 keeps"
                  + " about the best quarter")
          .withDefault(50.0);

  private static final Option<Boolean> RUNNING_AVERAGE =
      Option.flag(
              "running-average",
              "compare with the others' averages up to the step, not their values at it")
          .withDefault(false);

  private static final Option<Integer> STARTUP_TRIALS =
      Option.integer(
              "startup-trials",
              0,
              Integer.MAX_VALUE,
              "the number of trials with reports before the first comparison")
          .withDefault(5);

  private static final Option<Integer> MIN_TRIALS =
      Option.integer(
              "min-trials",
              1,
              Integer.MAX_VALUE,
              "the number of trials that must have reported a step before it is compared")
          .withDefault(1);

  private static final List<Option<?>> OPTIONS =
      List.of(
          PERCENTILE,
          RUNNING_AVERAGE,
          STARTUP_TRIALS,
          StepOptions.WARMUP_STEPS,
          StepOptions.INTERVAL_STEPS,
          MIN_TRIALS);

  private static final MedianPruner DEFAULTS = new MedianPruner();

  /**
   * Creates the same pruner as {@link #withDefaults()}; called by {@link java.util.ServiceLoader}.
   */
  public MedianPruner() {
    this(Map.of());
  }

  private MedianPruner(Map<String, Object> chosen) {
    super(
        "median",
        "Stops replicates worse than the median, or another percentile, of earlier trials at the"
            + " same step",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner that compares with the median at the same step, after 5 trials} */
  public static MedianPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this pruner with another percentile. It is interpolated linearly between the order
   * statistics around index (n - 1) percentile / 100 of the n sorted losses.
   *
   * @param percentile of the losses, in [0, 100]: 25 keeps about the best quarter, 100 stops only
   *     replicates worse than all others
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public MedianPruner percentile(double percentile) {
    return with(PERCENTILE, percentile);
  }

  /**
   * {@return this pruner, comparing with the others' averages of all values up to the step, as
   * Vizier does, instead of their values at the step; more lenient while curves fall, and better
   * under noise}
   */
  public MedianPruner runningAverage() {
    return with(RUNNING_AVERAGE, true);
  }

  /**
   * Returns this pruner with another number of trials before the first comparison.
   *
   * @param trials the number of trials with reports that must be known before any is stopped, at
   *     least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner startupTrials(int trials) {
    return with(STARTUP_TRIALS, trials);
  }

  /**
   * Returns this pruner with a warm-up.
   *
   * @param steps the first step at which to stop, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner warmupSteps(long steps) {
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
  public MedianPruner intervalSteps(long steps) {
    return with(StepOptions.INTERVAL_STEPS, steps);
  }

  /**
   * Returns this pruner with another number of trials that must have reported a step.
   *
   * @param trials the number of other trials to compare with, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is below 1
   */
  public MedianPruner minTrials(int trials) {
    return with(MIN_TRIALS, trials);
  }

  private <T> MedianPruner with(Option<T> option, T value) {
    return new MedianPruner(choosing(option, value));
  }

  /**
   * Creates a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    Options options = setting.options();
    return new PercentilePruner(
        setting.objectives(),
        new PercentileSettings(
            options.get(PERCENTILE),
            options.get(RUNNING_AVERAGE),
            options.get(STARTUP_TRIALS),
            options.get(MIN_TRIALS),
            options.get(StepOptions.WARMUP_STEPS),
            options.get(StepOptions.INTERVAL_STEPS)));
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
