package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.MedianOptions;
import dev.beryl.optimizers.pruning.MedianProvider;
import dev.beryl.optimizers.pruning.StepOptions;
import dev.beryl.spi.Option;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.util.Map;

/**
 * The median stopping rule, by name {@code median}: at a step, a replicate is stopped if the best
 * it has reported so far is worse than the median, or another percentile, of what earlier trials
 * reported at the same step. Immutable.
 *
 * {@snippet :
 * MedianPruner.withDefaults().percentile(25).warmupSteps(10);
 * }
 *
 * <p><b>Who is compared.</b> Replicate r is compared with replicate r of the trials that were told
 * before it began. Under common random numbers these ran on the same seed, so that a block that is
 * hard for all of them stops none; the other replicates say nothing about it. A trial ends as soon
 * as one of its replicates is stopped: where there are several and reports are noisy, a percentile
 * above 50 makes up for it. Pruned trials count as far as they came. Trials that failed or ran out
 * of time do not count: they are no alternative, however good they looked.
 *
 * <p><b>When.</b> Not before 5 trials with reports are known ({@link #startupTrials}), nor before
 * the {@linkplain #warmupSteps warm-up} is over, nor where fewer than {@linkplain #minTrials one}
 * reported the step. A report whose step is not beyond that of an earlier one of the replicate is
 * passed over, for the comparison of others too.
 *
 * <p><b>NaN</b> is stopped once the warm-up is over, whatever others reported, and is never
 * compared with. <b>Several objectives:</b> a replicate is stopped only if it would be in each of
 * them alone.
 *
 * <p>Stopping at the last report saves nothing and costs a completed trial: better not to report
 * the end. A report takes a time of O(log² n) for n trials; memory is linear in the reports.
 *
 * <p>By name the options are {@code percentile=50}, {@code running-average=false}, {@code
 * startup-trials=5}, {@code warmup-steps=0}, {@code interval-steps=1} and {@code min-trials=1}.
 *
 * @see <a href="https://doi.org/10.1145/3097983.3098043">Golovin et al., Google Vizier: a service
 *     for black-box optimization, KDD 2017</a>, section 3.2.2
 */
public final class MedianPruner implements PrunerChoice {
  private static final MedianPruner DEFAULTS = new MedianPruner(ChosenOptions.NONE);

  private final ChosenOptions options;

  private MedianPruner(ChosenOptions options) {
    this.options = options;
  }

  /** {@return the median of the others' values at the same step, after 5 trials} */
  public static MedianPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * This pruner with another percentile. It lies, linearly, between the order statistics around
   * index (n - 1) percentile / 100 of the n sorted losses.
   *
   * @param percentile of the losses, in [0, 100]: 25 keeps about the best quarter, 100 stops only
   *     what is worse than all
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public MedianPruner percentile(double percentile) {
    return with(MedianOptions.PERCENTILE, percentile);
  }

  /**
   * {@return this pruner, comparing with the others' averages of all values up to the step, as
   * Vizier does, in place of their values at the step; more lenient while curves fall, and better
   * under noise}
   */
  public MedianPruner runningAverage() {
    return with(MedianOptions.RUNNING_AVERAGE, true);
  }

  /**
   * This pruner with another number of trials that are not compared.
   *
   * @param trials how many trials with reports must be known before any is stopped, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner startupTrials(int trials) {
    return with(MedianOptions.STARTUP_TRIALS, trials);
  }

  /**
   * This pruner with a warm-up.
   *
   * @param steps the first step at which to stop, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner warmupSteps(long steps) {
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
  public MedianPruner intervalSteps(long steps) {
    return with(StepOptions.INTERVAL_STEPS, steps);
  }

  /**
   * This pruner with another number of trials that must have reported a step.
   *
   * @param trials how many others there must be to compare with, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is below 1
   */
  public MedianPruner minTrials(int trials) {
    return with(MedianOptions.MIN_TRIALS, trials);
  }

  private <T> MedianPruner with(Option<T> option, T value) {
    return new MedianPruner(options.with(option, value));
  }

  @Override
  public PrunerProvider provider() {
    return new MedianProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code median {percentile=25.0}}} */
  @Override
  public String toString() {
    return options.of("median");
  }
}
