package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.AshaOptions;
import dev.beryl.optimizers.pruning.AshaProvider;
import dev.beryl.spi.Option;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import java.util.Map;

/**
 * Asynchronous successive halving (ASHA) in its stopping form, by name {@code asha}. Steps are
 * resources spent, counted from 1, such as epochs. Rungs are at the steps {@code minResource
 * reductionFactor^(minEarlyStoppingRate + k)} for k = 0, 1, …: with the defaults 1, 3, 9, 27 and so
 * on. Immutable.
 *
 * {@snippet :
 * AshaPruner.withDefaults().maxResource(81);
 * }
 *
 * <p><b>At a rung,</b> the first report there or beyond decides. Among the m trials that have come
 * to the rung, itself included, a replicate goes on if it is one of the best floor(m /
 * reductionFactor); with fewer than reductionFactor of them, if it is the best. Equals go on
 * together. Nothing is ever paused and resumed: who was stopped would perhaps have gone on had it
 * come later, and so more go on than the best share, but no one waits.
 *
 * <p><b>Insurance.</b> A tenth of the trials, by a hash of seed and trial, is never stopped; see
 * {@link #exemptShare}. If early reports mislead, these still find the truth.
 *
 * <p><b>Who is compared.</b> Replicate r is compared with replicate r of the trials that were told
 * before it began. Under common random numbers these ran on the same seed, so that a block that is
 * hard for all of them stops none. A trial ends as soon as one of its replicates is stopped. Pruned
 * trials count as far as they came. Trials that failed or ran out of time do not count: they are no
 * alternative, however good they looked. A report whose step is not beyond that of an earlier one
 * of the replicate is passed over.
 *
 * <p><b>NaN</b> is stopped at any step from the first rung on; that of an exempt trial counts as
 * the worst. <b>Several objectives:</b> a replicate is stopped only if it would be in each of them
 * alone.
 *
 * <p>By name the options are {@code min-resource=1}, {@code max-resource} (none), {@code
 * reduction-factor=3}, {@code min-early-stopping-rate=0} and {@code exempt-share=0.1}.
 *
 * @see <a href="https://arxiv.org/abs/1810.05934">Li et al., A system for massively parallel
 *     hyperparameter tuning, MLSys 2020</a>, algorithm 2; the rule of going on is its rule of
 *     promotion, applied when a trial comes to a rung
 */
public final class AshaPruner implements PrunerChoice {
  private static final AshaPruner DEFAULTS = new AshaPruner(ChosenOptions.NONE);

  private final ChosenOptions options;

  private AshaPruner(ChosenOptions options) {
    this.options = options;
  }

  /** {@return rungs at 1, 3, 9, … without end, and a tenth of the trials exempt} */
  public static AshaPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * This pruner with another lowest rung.
   *
   * @param step r in the paper, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if it is below 1
   */
  public AshaPruner minResource(long step) {
    return with(AshaOptions.MIN_RESOURCE, step);
  }

  /**
   * This pruner with an end of the rungs. Name the last step that a replicate reports, so that it
   * is not stopped when it is done.
   *
   * @param step R in the paper, at least 2, and beyond the first rung; rungs are below it
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2; whether there is a rung is seen when a study
   *     begins
   */
  public AshaPruner maxResource(long step) {
    return with(AshaOptions.MAX_RESOURCE, step);
  }

  /**
   * This pruner with another reduction factor.
   *
   * @param factor eta in the paper, at least 2: one in so many goes on at a rung, and rungs are so
   *     many times as far as those before
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2
   */
  public AshaPruner reductionFactor(int factor) {
    return with(AshaOptions.REDUCTION_FACTOR, factor);
  }

  /**
   * This pruner without the first rungs.
   *
   * @param rate s in the paper: how many of them to leave out, from 0 to 62
   * @return the pruner
   * @throws IllegalArgumentException if the number is not in this range
   */
  public AshaPruner minEarlyStoppingRate(int rate) {
    return with(AshaOptions.MIN_EARLY_STOPPING_RATE, rate);
  }

  /**
   * This pruner with another share of trials that run to their end whatever they report.
   *
   * @param share the probability of each trial to be exempt, in [0, 1]
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public AshaPruner exemptShare(double share) {
    return with(AshaOptions.EXEMPT_SHARE, share);
  }

  private <T> AshaPruner with(Option<T> option, T value) {
    return new AshaPruner(options.with(option, value));
  }

  @Override
  public PrunerProvider provider() {
    return new AshaProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code asha {max-resource=81}}} */
  @Override
  public String toString() {
    return options.of("asha");
  }
}
