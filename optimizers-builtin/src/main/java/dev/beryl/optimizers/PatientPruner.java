package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.PatienceOptions;
import dev.beryl.optimizers.pruning.PatienceProvider;
import dev.beryl.spi.Option;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.util.Map;

/**
 * Early stopping, by name {@code patience}: stops a replicate that has not improved in the last 10
 * steps, or lets another pruner decide about such replicates, and about no others. Immutable.
 *
 * {@snippet :
 * PatientPruner.withDefaults().steps(20).minDelta(1e-4);
 * PatientPruner.over(MedianPruner.withDefaults()).steps(5);
 * }
 *
 * <p>A replicate improves when it reports a value that is better by more than {@link #minDelta}
 * than the one of its last improvement (at first, of its first report). Its patience is at an end
 * at a report that is so many steps, or more, beyond. A report of NaN ends it at once. One whose
 * step is not beyond that of an earlier report is passed over. With several objectives it must be
 * at an end in all of them.
 *
 * <p>The other pruner hears of every report; its word counts at those where patience is at an end.
 * By name the options are {@code steps=10}, {@code min-delta=0} and {@code over} (none), as in
 * {@code over=median percentile=25 warmup-steps=3}.
 *
 * @see <a href="https://doi.org/10.1007/3-540-49430-8_3">Prechelt, Early stopping - but when?, in
 *     Neural networks: tricks of the trade, 1998</a>
 */
public final class PatientPruner implements PrunerChoice {
  private static final PatientPruner DEFAULTS = new PatientPruner(ChosenOptions.NONE);

  private final ChosenOptions options;

  private PatientPruner(ChosenOptions options) {
    this.options = options;
  }

  /** {@return a pruner that stops what has not improved in 10 steps} */
  public static PatientPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * A pruner that lets another one decide about what has not improved in 10 steps.
   *
   * @param other the other pruner, any but one of this kind
   * @return the pruner
   * @throws IllegalArgumentException if the other's options are not allowed, or it is of this kind
   */
  public static PatientPruner over(PrunerChoice other) {
    return DEFAULTS.with(PatienceOptions.OVER, other);
  }

  /**
   * This pruner with another patience.
   *
   * @param steps how many steps to wait for an improvement, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is below 1
   */
  public PatientPruner steps(long steps) {
    return with(PatienceOptions.STEPS, steps);
  }

  /**
   * This pruner with another notion of improvement.
   *
   * @param minDelta an improvement is one by more than this, in the metric's unit; at least 0,
   *     finite
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public PatientPruner minDelta(double minDelta) {
    return with(PatienceOptions.MIN_DELTA, minDelta);
  }

  private <T> PatientPruner with(Option<T> option, T value) {
    return new PatientPruner(options.with(option, value));
  }

  @Override
  public PrunerProvider provider() {
    return new PatienceProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code patience {steps=5}}} */
  @Override
  public String toString() {
    return options.of("patience");
  }
}
