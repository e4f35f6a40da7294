package dev.beryl.optimizers;

import dev.beryl.fault.Faults;
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
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asynchronous successive halving (ASHA) in its stopping form, by name {@code asha}: at half of the
 * way replicate 0, and then the first 1, 3, 9, … replicates together, must be among the best third
 * of the trials that came so far. Immutable.
 *
 * {@snippet :
 * AshaPruner.withDefaults().maxResource(81);
 * }
 *
 * <p><b>What is compared.</b> A trial is compared with those that were told before it began:
 * completed ones that are feasible, and pruned ones. Trials that failed, ran out of time or violate
 * an outcome constraint do not count. Nothing is pruned before 10 of them are known ({@link
 * #startupTrials}).
 *
 * <p><b>The curve of replicate 0</b> is judged once, at the first report from half of the usual
 * last step on ({@link #rung}), and before that last step. The usual last step is the median of
 * those of the trials that had completed when start-up ended, unless {@link #maxResource} sets it.
 * A trial is stopped if all of this holds:
 *
 * <ul>
 *   <li>of the m trials with a report there, max(1, floor((m + 1) / {@link #reductionFactor})) or
 *       more have a smaller loss. The loss of a trial there is that of its first report at the rung
 *       or beyond
 *   <li>the same holds for the losses that are projected to the last step. What a curve gained
 *       since half of the step, it is expected to gain again with every doubling of steps. A report
 *       is not judged if there is no other one up to half of its step
 *   <li>it is worse there than each of the 3 best completed trials, all of which have a report at
 *       the step ({@link #guard})
 * </ul>
 *
 * <p>No trial is paused and resumed: a trial that was stopped might have survived had it come
 * later; more than the nominal share survive, and none waits.
 *
 * <p><b>Rounds.</b> When the first 1, 3, 9, … replicates have ended ({@link #rounds(int...)}),
 * their aggregate is judged in the same way among the trials that came to this round, and against
 * that of each of the 3 best completed trials.
 *
 * <p><b>The ladder of the paper.</b> With {@link #minResource} the rungs are at the steps {@code
 * minResource reductionFactor^(minEarlyStoppingRate + k)} for k = 0, 1, …, below the last step.
 * This saves more, and it is not safe where curves cross.
 *
 * <p><b>Steps</b> are counted from 1: if the first reported step is 0 or less, it counts as step 1.
 * A report is ignored if its step is not beyond that of the report before, or if it lacks an
 * objective. <b>NaN</b> is ignored, too, as a metric may not exist yet. From the third NaN in a row
 * after the first number on, it counts as an infinite loss.
 *
 * <p><b>Several objectives.</b> Trials are ordered by non-domination, then by what they add to the
 * dominated volume, then by number. There is no projection. A trial that is best in any one
 * objective is not pruned. In place of "worse", the guard asks whether a best trial dominates.
 *
 * <p>By name the options are {@code checkpoints=both}, {@code rung=0.5}, {@code
 * reduction-factor=3}, {@code projected-end=true}, {@code max-resource} (learned), {@code rounds}
 * (1, 3, 9, …), {@code startup-trials=10}, {@code guard=3}, {@code exempt-share=0}, and for the
 * paper's ladder {@code min-resource} (none) and {@code min-early-stopping-rate=0}.
 *
 * @see <a href="https://arxiv.org/abs/1810.05934">Li et al., A system for massively parallel
 *     hyperparameter tuning, MLSys 2020</a>, algorithm 2; its rule of promotion is applied when a
 *     trial reaches a rung. The rounds, the projected end and the guard are this library's
 */
public final class AshaPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Double> RUNG =
      ComparisonOptions.rung(
          0.5, "the share of the usual last step at which curves are judged; see min-resource");

  private static final Option<Long> MIN_RESOURCE =
      StepOptions.atLeast(
          1,
          "min-resource",
          "the lowest rung of the paper's ladder, which then replaces the one rung; r in the paper");

  private static final Option<Integer> MIN_EARLY_STOPPING_RATE =
      Option.integer(
              "min-early-stopping-rate",
              0,
              62,
              "the number of first rungs to leave out of the paper's ladder; s in the paper")
          .withDefault(0);

  private static final Option<Double> EXEMPT_SHARE =
      Option.real(
              "exempt-share",
              0,
              1,
              "the share of trials that are never pruned, an insurance against early reports"
                  + " that mislead")
          .withDefault(0.0);

  private static final Option<Integer> STARTUP_TRIALS = ComparisonOptions.startupTrials(10);

  private static final List<Option<?>> OPTIONS =
      List.of(
          ComparisonOptions.CHECKPOINTS,
          RUNG,
          ComparisonOptions.REDUCTION_FACTOR,
          ComparisonOptions.PROJECTED_END,
          ComparisonOptions.MAX_RESOURCE,
          ComparisonOptions.ROUNDS,
          STARTUP_TRIALS,
          ComparisonOptions.GUARD,
          EXEMPT_SHARE,
          MIN_RESOURCE,
          MIN_EARLY_STOPPING_RATE);

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
        "Asynchronous successive halving: at half of the way, and after 1, 3, 9, … replicates, ends"
            + " all but the best share of the trials that came so far",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner with one rung at half of the way, and rounds} */
  public static AshaPruner withDefaults() {
    return DEFAULTS;
  }

  /** {@return this pruner, judging the curve of replicate 0 only} */
  public AshaPruner curvesOnly() {
    return with(ComparisonOptions.CHECKPOINTS, Checkpoints.CURVES);
  }

  /** {@return this pruner, judging rounds of replicates only, whatever is reported} */
  public AshaPruner roundsOnly() {
    return with(ComparisonOptions.CHECKPOINTS, Checkpoints.ROUNDS);
  }

  /**
   * Returns this pruner with another rung.
   *
   * @param share the share of the usual last step at which curves are judged, in [0, 1]; no effect
   *     with {@link #minResource}
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public AshaPruner rung(double share) {
    return with(RUNG, share);
  }

  /**
   * Returns this pruner with another reduction factor.
   *
   * @param factor eta in the paper, at least 2: at a rung or round one in {@code factor} continues
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2
   */
  public AshaPruner reductionFactor(int factor) {
    return with(ComparisonOptions.REDUCTION_FACTOR, factor);
  }

  /**
   * {@return this pruner, judging curves by their values alone; it prunes more, and wrongly where
   * curves cross}
   */
  public AshaPruner withoutProjectedEnd() {
    return with(ComparisonOptions.PROJECTED_END, false);
  }

  /**
   * Returns this pruner with a given last step, which is then not learned. One that is too large is
   * safe; one that is too small judges too early.
   *
   * @param step R in the paper, the step at which a replicate usually ends, at least 2, counted
   *     from 1; all rungs are below it
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2; a study whose ladder would have no rung is
   *     refused when it starts
   */
  public AshaPruner maxResource(long step) {
    return with(ComparisonOptions.MAX_RESOURCE, step);
  }

  /**
   * Returns this pruner with other rounds.
   *
   * @param replicates after how many replicates a trial is judged: at least one number, ascending,
   *     each at least 1. Those that are not below the study's number of replicates have no effect
   * @return the pruner
   * @throws IllegalArgumentException if there is none, or they do not ascend from at least 1
   */
  public AshaPruner rounds(int... replicates) {
    return with(ComparisonOptions.ROUNDS, ComparisonOptions.text(replicates));
  }

  /**
   * Returns this pruner with another number of trials before the first comparison.
   *
   * @param trials the number of trials that must be told before any is pruned, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public AshaPruner startupTrials(int trials) {
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
  public AshaPruner guard(int trials) {
    return with(ComparisonOptions.GUARD, trials);
  }

  /**
   * Returns this pruner with a share of trials that are never pruned, whatever they report. They
   * are chosen by a hash of seed and trial.
   *
   * @param share the probability of each trial to be exempt, in [0, 1]
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public AshaPruner exemptShare(double share) {
    return with(EXEMPT_SHARE, share);
  }

  /**
   * Returns this pruner with the ladder of the paper in place of the one rung.
   *
   * @param step the lowest rung, r in the paper, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if it is below 1
   */
  public AshaPruner minResource(long step) {
    return with(MIN_RESOURCE, step);
  }

  /**
   * Returns this pruner without the first rungs of the paper's ladder.
   *
   * @param rate s in the paper: the number of first rungs to leave out, from 0 to 62
   * @return the pruner; a study without {@link #minResource} is then refused when it starts
   * @throws IllegalArgumentException if the number is not in this range
   */
  public AshaPruner minEarlyStoppingRate(int rate) {
    return with(MIN_EARLY_STOPPING_RATE, rate);
  }

  private <T> AshaPruner with(Option<T> option, T value) {
    return new AshaPruner(choosing(option, value));
  }

  /**
   * Creates a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the first rung of the paper's ladder is beyond the largest
   *     possible step or not below {@link #maxResource}, or rungs are left out of no ladder
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    Options options = setting.options();
    int factor = options.get(ComparisonOptions.REDUCTION_FACTOR);
    Optional<Long> min = options.find(MIN_RESOURCE);
    int leftOut = options.get(MIN_EARLY_STOPPING_RATE);
    Optional<Long> max = options.find(ComparisonOptions.MAX_RESOURCE);
    requireRung(min, factor, leftOut, max);
    JudgedSteps steps =
        min.isPresent()
            ? new JudgedSteps.Ladder(min.get(), factor, leftOut)
            : new JudgedSteps.AtShare(options.get(RUNG), 1);
    var best = new Criterion.BestShare(factor);
    String later = min.isPresent() ? "a larger min-resource" : "a later rung";
    return new ComparingPruner(
        setting,
        new ComparisonRule(
            name(),
            steps,
            CurveValue.LATEST,
            best,
            best,
            Optional.of("set checkpoints=rounds, or " + later)),
        new ComparisonSettings(
            options.get(ComparisonOptions.CHECKPOINTS),
            options.get(STARTUP_TRIALS),
            options.get(ComparisonOptions.GUARD),
            ComparisonOptions.rounds(options.find(ComparisonOptions.ROUNDS)),
            options.get(ComparisonOptions.PROJECTED_END),
            max,
            options.get(EXEMPT_SHARE)));
  }

  private static void requireRung(Optional<Long> min, int factor, int leftOut, Optional<Long> max) {
    var faults = new Faults("pruner 'asha'");
    faults.require(
        min.isPresent() || leftOut == 0,
        "option 'min-early-stopping-rate' leaves rungs out of the ladder that min-resource gives;"
            + " expected min-resource as well, or 0, got %s",
        leftOut);
    long end = max.orElse(Long.MAX_VALUE);
    faults.require(
        min.isEmpty()
            || BigInteger.valueOf(factor)
                    .pow(leftOut)
                    .multiply(BigInteger.valueOf(min.get()))
                    .compareTo(BigInteger.valueOf(end))
                < 0,
        "expected a first rung, min-resource * reduction-factor^min-early-stopping-rate = %s *"
            + " %s^%s, below %s %s; choose smaller ones",
        min.orElse(0L),
        factor,
        leftOut,
        max.isPresent() ? "max-resource" : "2^63 - 1 =",
        end);
    faults.throwIfAny();
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
