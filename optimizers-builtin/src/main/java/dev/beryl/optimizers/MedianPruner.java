package dev.beryl.optimizers;

import dev.beryl.optimizers.pruning.Checkpoints;
import dev.beryl.optimizers.pruning.ComparingPruner;
import dev.beryl.optimizers.pruning.ComparisonRule;
import dev.beryl.optimizers.pruning.ComparisonSettings;
import dev.beryl.optimizers.pruning.Criterion;
import dev.beryl.optimizers.pruning.CurveValue;
import dev.beryl.optimizers.pruning.JudgedSteps;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The median stopping rule, by name {@code median}: it ends a trial whose replicate 0 is worse than
 * the median of earlier trials at the same step, or whose first replicates together are not among
 * the best quarter. Immutable.
 *
 * {@snippet :
 * MedianPruner.withDefaults().percentile(75).warmupSteps(10);
 * }
 *
 * <p><b>What is compared.</b> A trial is compared with those that were told before it began:
 * completed ones that are feasible, and pruned ones. Trials that failed, ran out of time or violate
 * an outcome constraint do not count. Nothing is pruned before 5 of them are known ({@link
 * #startupTrials}).
 *
 * <p><b>The curve of replicate 0.</b> A report is judged from a third of the usual last step on
 * ({@link #warmupSteps}), and before that last step. The usual last step is the median of those of
 * the trials that had completed when start-up ended, unless {@link #maxResource} sets it. A trial
 * is stopped if all of this holds:
 *
 * <ul>
 *   <li>its loss is worse than the {@linkplain #percentile median} of all that are known at the
 *       step. A trial that was stopped earlier counts with an infinite loss; one that completed
 *       earlier is not known. If the median is infinite, none is stopped
 *   <li>the same holds for the losses that are projected to the last step. What a curve gained
 *       since half of the step, it is expected to gain again with every doubling of steps. A report
 *       is not judged if there is no other one up to half of its step
 *   <li>it is worse there than each of the 3 best completed trials, all of which have a report at
 *       the step ({@link #guard})
 * </ul>
 *
 * <p><b>Rounds.</b> When the first 1, 3, 9, … replicates have ended ({@link #rounds(int...)}),
 * their aggregate is judged. The trial ends if it is worse than the {@linkplain #roundPercentile
 * 25th percentile} of the same aggregates, where trials that did not come so far count with an
 * infinite loss, and worse than that of each of the 3 best completed trials.
 *
 * <p><b>Steps</b> are counted from 1: if the first reported step is 0 or less, it counts as step 1.
 * A report is ignored if its step is not beyond that of the report before, or if it lacks an
 * objective. <b>NaN</b> is ignored, too, as a metric may not exist yet. From the third NaN in a row
 * after the first number on, it counts as an infinite loss.
 *
 * <p><b>Several objectives.</b> Trials are ordered by non-domination, then by what they add to the
 * dominated volume, then by number; the place in this order is compared with the percentile. The
 * best so far of each objective is used, and there is no projection. A trial that is best in any
 * one objective is not pruned. In place of "worse", the guard asks whether a best trial dominates.
 *
 * <p>Judging takes O(log² n) time for n trials with one objective, and at most O(n²) with several.
 * Memory is linear in the reports of replicate 0.
 *
 * <p>By name the options are {@code checkpoints=both}, {@code percentile=50}, {@code
 * running-average=false}, {@code projected-end=true}, {@code warmup-steps} (a third of the last
 * step), {@code max-resource} (learned), {@code interval-steps=1}, {@code rounds} (1, 3, 9, …),
 * {@code round-percentile=25}, {@code startup-trials=5} and {@code guard=3}.
 *
 * @see <a href="https://doi.org/10.1145/3097983.3098043">Golovin et al., Google Vizier: a service
 *     for black-box optimization, KDD 2017</a>, section 3.2.2: the comparison with the median. The
 *     rounds, the projected end and the guard are this library's
 */
public final class MedianPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Double> PERCENTILE =
      Option.real(
              "percentile",
              0,
              100,
              "stop curves worse than this percentile of the others; 50 is the median, 25 keeps"
                  + " about the best quarter")
          .withDefault(50.0);

  private static final Option<Double> ROUND_PERCENTILE =
      Option.real(
              "round-percentile",
              0,
              100,
              "at a round, end trials whose aggregate is worse than this percentile of the others")
          .withDefault(25.0);

  private static final Option<Boolean> RUNNING_AVERAGE =
      Option.flag(
              "running-average",
              "compare the averages of curves up to the step, not the values at it")
          .withDefault(false);

  private static final Option<Long> WARMUP_STEPS =
      StepOptions.atLeast(
          0,
          "warmup-steps",
          "judge no report at a step below this; if not given, a third of the usual last step");

  private static final Option<Integer> STARTUP_TRIALS = ComparisonOptions.startupTrials(5);

  private static final List<Option<?>> OPTIONS =
      List.of(
          ComparisonOptions.CHECKPOINTS,
          PERCENTILE,
          RUNNING_AVERAGE,
          ComparisonOptions.PROJECTED_END,
          WARMUP_STEPS,
          ComparisonOptions.MAX_RESOURCE,
          StepOptions.INTERVAL_STEPS,
          ComparisonOptions.ROUNDS,
          ROUND_PERCENTILE,
          STARTUP_TRIALS,
          ComparisonOptions.GUARD);

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
        "Ends trials whose first replicate is worse than the median of earlier trials at the same"
            + " step, or whose first replicates are not among the best quarter",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner that judges curves by the median and rounds by the best quarter} */
  public static MedianPruner withDefaults() {
    return DEFAULTS;
  }

  /** {@return this pruner, judging the curve of replicate 0 only} */
  public MedianPruner curvesOnly() {
    return with(ComparisonOptions.CHECKPOINTS, Checkpoints.CURVES);
  }

  /** {@return this pruner, judging rounds of replicates only, whatever is reported} */
  public MedianPruner roundsOnly() {
    return with(ComparisonOptions.CHECKPOINTS, Checkpoints.ROUNDS);
  }

  /**
   * Returns this pruner with another percentile for curves. It is interpolated linearly between the
   * order statistics around index (n - 1) percentile / 100 of the n sorted losses.
   *
   * @param percentile of the losses, in [0, 100]: a larger one stops fewer trials. 100 still stops
   *     those that are worse than all others; {@link #roundsOnly} judges no curve at all
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public MedianPruner percentile(double percentile) {
    return with(PERCENTILE, percentile);
  }

  /**
   * Returns this pruner with another percentile for rounds.
   *
   * @param percentile of the aggregates, in [0, 100], as for {@link #percentile}
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public MedianPruner roundPercentile(double percentile) {
    return with(ROUND_PERCENTILE, percentile);
  }

  /**
   * {@return this pruner, comparing the averages of curves up to the step, not the values at it}
   */
  public MedianPruner runningAverage() {
    return with(RUNNING_AVERAGE, true);
  }

  /**
   * {@return this pruner, judging curves by their values alone; it prunes more, and wrongly where
   * curves cross}
   */
  public MedianPruner withoutProjectedEnd() {
    return with(ComparisonOptions.PROJECTED_END, false);
  }

  /**
   * Returns this pruner with another warm-up.
   *
   * @param steps the first step at which to stop, at least 0, counted from 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner warmupSteps(long steps) {
    return with(WARMUP_STEPS, steps);
  }

  /**
   * Returns this pruner with a given last step, which is then not learned. One that is too large is
   * safe; one that is too small judges too early.
   *
   * @param step the step at which a replicate usually ends, at least 2, counted from 1
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2
   */
  public MedianPruner maxResource(long step) {
    return with(ComparisonOptions.MAX_RESOURCE, step);
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
   * Returns this pruner with other rounds.
   *
   * @param replicates after how many replicates a trial is judged: at least one number, ascending,
   *     each at least 1. Those that are not below the study's number of replicates have no effect
   * @return the pruner
   * @throws IllegalArgumentException if there is none, or they do not ascend from at least 1
   */
  public MedianPruner rounds(int... replicates) {
    return with(ComparisonOptions.ROUNDS, ComparisonOptions.text(replicates));
  }

  /**
   * Returns this pruner with another number of trials before the first comparison.
   *
   * @param trials the number of trials that must be told before any is pruned, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner startupTrials(int trials) {
    return with(STARTUP_TRIALS, trials);
  }

  /**
   * Returns this pruner with another guard.
   *
   * @param trials a trial is pruned only if it is worse than each of this number of best completed
   *     trials; at least 0, which is no guard
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public MedianPruner guard(int trials) {
    return with(ComparisonOptions.GUARD, trials);
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
    CurveValue value =
        options.get(RUNNING_AVERAGE)
            ? CurveValue.AVERAGE
            : setting.objectives().size() == 1 ? CurveValue.LATEST : CurveValue.BEST;
    var rule =
        new ComparisonRule(
            name(),
            new JudgedSteps.After(
                options.find(WARMUP_STEPS), options.get(StepOptions.INTERVAL_STEPS)),
            value,
            new Criterion.Percentile(options.get(PERCENTILE)),
            new Criterion.Percentile(options.get(ROUND_PERCENTILE)),
            Optional.of("set checkpoints=rounds, or later warmup-steps"));
    return new ComparingPruner(
        setting,
        rule,
        new ComparisonSettings(
            options.get(ComparisonOptions.CHECKPOINTS),
            options.get(STARTUP_TRIALS),
            options.get(ComparisonOptions.GUARD),
            ComparisonOptions.rounds(options.find(ComparisonOptions.ROUNDS)),
            options.get(ComparisonOptions.PROJECTED_END),
            options.find(ComparisonOptions.MAX_RESOURCE),
            0));
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
