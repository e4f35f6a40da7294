package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.HalvingSettings;
import dev.beryl.optimizers.pruning.SuccessiveHalving;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;
import java.util.Map;

/**
 * Asynchronous successive halving (ASHA) in its stopping form, by name {@code asha}. A step is the
 * amount of resource spent so far, counted from 1, such as epochs. Rungs are at the steps {@code
 * minResource reductionFactor^(minEarlyStoppingRate + k)} for k = 0, 1, …: with the defaults 1, 3,
 * 9, 27 and so on. Immutable.
 *
 * {@snippet :
 * AshaPruner.withDefaults().maxResource(81);
 * }
 *
 * <p><b>At a rung,</b> the first report there or beyond decides. Among the m trials that have
 * reached the rung, its own included, a replicate continues if it is one of the best floor(m /
 * reductionFactor); with fewer than reductionFactor trials, it continues if it is the best. Equal
 * replicates continue together. No trial is paused and resumed: a trial that was stopped might have
 * survived had it arrived later; more than the nominal share survive, and none waits.
 *
 * <p><b>Insurance.</b> A tenth of the trials, chosen by a hash of seed and trial, is never stopped;
 * see {@link #exemptShare}. If early reports mislead, these trials still show it.
 *
 * <p><b>Comparison.</b> Replicate r is compared with replicate r of the trials that were told
 * before it started. Under common random numbers these ran on the same seed, so a seed that is hard
 * for all trials stops none of them. A trial ends as soon as one of its replicates is stopped.
 * Pruned trials count up to their last report. Trials that failed or timed out do not count,
 * however good their reports were. A report is ignored if the replicate has already reported the
 * same step or a later one.
 *
 * <p><b>NaN</b> stops a replicate at any step from the first rung on; in an exempt trial it counts
 * as the worst value. <b>Several objectives:</b> a replicate is stopped only if each objective
 * alone would stop it.
 *
 * <p>By name the options are {@code min-resource=1}, {@code max-resource} (none), {@code
 * reduction-factor=3}, {@code min-early-stopping-rate=0} and {@code exempt-share=0.1}.
 *
 * @see <a href="https://arxiv.org/abs/1810.05934">Li et al., A system for massively parallel
 *     hyperparameter tuning, MLSys 2020</a>, algorithm 2; its rule of promotion is applied when a
 *     trial reaches a rung
 */
public final class AshaPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Long> MIN_RESOURCE =
      StepOptions.atLeast(
              1,
              "min-resource",
              "the smallest step at which a trial can be stopped, r in the paper")
          .withDefault(1L);

  private static final Option<Long> MAX_RESOURCE =
      StepOptions.atLeast(
          2,
          "max-resource",
          "the step at which a replicate ends anyway, R in the paper: no report is judged there or"
              + " later");

  private static final Option<Integer> REDUCTION_FACTOR =
      Option.integer(
              "reduction-factor",
              2,
              Integer.MAX_VALUE,
              "at each rung the best 1 in this number continues, to this number times the step; eta in"
                  + " the paper")
          .withDefault(3);

  private static final Option<Integer> MIN_EARLY_STOPPING_RATE =
      Option.integer(
              "min-early-stopping-rate",
              0,
              62,
              "the number of first rungs to leave out; s in the paper")
          .withDefault(0);

  private static final Option<Double> EXEMPT_SHARE =
      Option.real(
              "exempt-share",
              0,
              1,
              "the share of trials that are never stopped, an insurance against early reports"
                  + " that mislead")
          .withDefault(0.1);

  private static final List<Option<?>> OPTIONS =
      List.of(MIN_RESOURCE, MAX_RESOURCE, REDUCTION_FACTOR, MIN_EARLY_STOPPING_RATE, EXEMPT_SHARE);

  private static final AshaPruner DEFAULTS = new AshaPruner();

  /**
   * Creates the same pruner as {@link #withDefaults()}; called by {@link java.util.ServiceLoader}.
   */
  public AshaPruner() {
    this(Map.of());
  }

  private AshaPruner(Map<String, Object> chosen) {
    super(
        "asha",
        "Asynchronous successive halving: at each rung, a fixed step, stops all but the best"
            + " share of the trials that have reached it",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner with rungs at 1, 3, 9, … without end, and a tenth of the trials exempt} */
  public static AshaPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this pruner with another lowest rung.
   *
   * @param step r in the paper, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if it is below 1
   */
  public AshaPruner minResource(long step) {
    return with(MIN_RESOURCE, step);
  }

  /**
   * Returns this pruner with an end of the rungs. Set the last step that a replicate reports, so
   * that no replicate is stopped at its end.
   *
   * @param step R in the paper, at least 2 and greater than the first rung; all rungs are below it
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2; a study that would have no rung is refused
   *     when it starts
   */
  public AshaPruner maxResource(long step) {
    return with(MAX_RESOURCE, step);
  }

  /**
   * Returns this pruner with another reduction factor.
   *
   * @param factor eta in the paper, at least 2: at a rung one in {@code factor} continues, and each
   *     rung is at {@code factor} times the step of the one before
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2
   */
  public AshaPruner reductionFactor(int factor) {
    return with(REDUCTION_FACTOR, factor);
  }

  /**
   * Returns this pruner without the first rungs.
   *
   * @param rate s in the paper: the number of first rungs to leave out, from 0 to 62
   * @return the pruner
   * @throws IllegalArgumentException if the number is not in this range
   */
  public AshaPruner minEarlyStoppingRate(int rate) {
    return with(MIN_EARLY_STOPPING_RATE, rate);
  }

  /**
   * Returns this pruner with another share of trials that run to their end, whatever they report.
   *
   * @param share the probability of each trial to be exempt, in [0, 1]
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public AshaPruner exemptShare(double share) {
    return with(EXEMPT_SHARE, share);
  }

  private <T> AshaPruner with(Option<T> option, T value) {
    return new AshaPruner(choosing(option, value));
  }

  /**
   * Creates a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the first rung is beyond the largest possible step, or not
   *     below the step at which replicates end
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    Options options = setting.options();
    return new SuccessiveHalving(
        setting,
        new HalvingSettings(
            options.get(MIN_RESOURCE),
            options.find(MAX_RESOURCE),
            options.get(REDUCTION_FACTOR),
            options.get(MIN_EARLY_STOPPING_RATE),
            options.get(EXEMPT_SHARE)));
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
