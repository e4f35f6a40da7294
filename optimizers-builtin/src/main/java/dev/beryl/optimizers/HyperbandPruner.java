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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hyperband for a stream of trials, by name {@code hyperband}: trials are divided into brackets, of
 * which one judges curves early and another one does not judge curves at all. Immutable.
 *
 * {@snippet :
 * HyperbandPruner.withDefaults().curveShare(0.8);
 * }
 *
 * <p><b>Brackets.</b> Three of five trials ({@link #curveShare}), chosen by a hash of seed and
 * trial, are judged by the curve of replicate 0 as {@link AshaPruner} does, among themselves, with
 * the rung at a third of the usual last step ({@link #rung}). The curves of the others are not
 * judged: if early values mislead, these trials still show it.
 *
 * <p><b>Rounds.</b> All trials are judged when their first 1, 3, 9, … replicates have ended, again
 * as {@link AshaPruner} does, whatever their bracket.
 *
 * <p><b>The brackets of the paper.</b> With {@link #minResource} r, the usual last step R and s_max
 * = floor(log(R / r) / log eta), bracket s = 0, …, s_max has rungs at R / eta^s, R / eta^(s - 1), …
 * below R. Trials are in it in proportion to ceil((s_max + 1) eta^s / (s + 1)). This saves more,
 * and it is not safe where curves cross.
 *
 * <p>What counts as known, start-up, the usual last step, the projected end, the guard, NaN, steps
 * and several objectives are as {@link AshaPruner} describes them. This pruner does not look back
 * on the best trials to warn of curves that mislead: how often it would warn without cause was not
 * measured.
 *
 * <p>By name the options are {@code checkpoints=both}, {@code curve-share=0.6}, {@code rung} (a
 * third), {@code reduction-factor=3}, {@code projected-end=true}, {@code max-resource} (learned),
 * {@code rounds} (1, 3, 9, …), {@code startup-trials=10}, {@code guard=3}, and for the paper's
 * brackets {@code min-resource} (none).
 *
 * @see <a href="https://jmlr.org/papers/v18/16-558.html">Li, Jamieson, DeSalvo, Rostamizadeh and
 *     Talwalkar, Hyperband: a novel bandit-based approach to hyperparameter optimization, JMLR 18,
 *     2018</a>, algorithm 1. The rounds, the projected end and the guard are this library's
 */
public final class HyperbandPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Double> CURVE_SHARE =
      Option.real(
              "curve-share",
              0,
              1,
              "the share of trials whose curves are judged; no effect with min-resource")
          .withDefault(0.6);

  private static final Option<Double> RUNG =
      ComparisonOptions.rung(
          1.0 / 3, "the share of the usual last step at which curves are judged; see min-resource");

  private static final Option<Long> MIN_RESOURCE =
      StepOptions.atLeast(
          1,
          "min-resource",
          "the lowest rung of the paper's brackets, which then replace the two; r in the paper");

  private static final Option<Integer> STARTUP_TRIALS = ComparisonOptions.startupTrials(10);

  private static final List<Option<?>> OPTIONS =
      List.of(
          ComparisonOptions.CHECKPOINTS,
          CURVE_SHARE,
          RUNG,
          ComparisonOptions.REDUCTION_FACTOR,
          ComparisonOptions.PROJECTED_END,
          ComparisonOptions.MAX_RESOURCE,
          ComparisonOptions.ROUNDS,
          STARTUP_TRIALS,
          ComparisonOptions.GUARD,
          MIN_RESOURCE);

  private static final HyperbandPruner DEFAULTS = new HyperbandPruner();

  /**
   * Creates the same pruner as {@link #withDefaults()}; called by {@link java.util.ServiceLoader}.
   */
  public HyperbandPruner() {
    this(Map.of());
  }

  private HyperbandPruner(Map<String, Object> chosen) {
    super(
        "hyperband",
        "Hyperband: three of five trials are judged among themselves at a third of the way, and all"
            + " of them after 1, 3, 9, … replicates",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner with two brackets, and rounds} */
  public static HyperbandPruner withDefaults() {
    return DEFAULTS;
  }

  /** {@return this pruner, judging the curve of replicate 0 only} */
  public HyperbandPruner curvesOnly() {
    return with(ComparisonOptions.CHECKPOINTS, Checkpoints.CURVES);
  }

  /** {@return this pruner, judging rounds of replicates only, whatever is reported} */
  public HyperbandPruner roundsOnly() {
    return with(ComparisonOptions.CHECKPOINTS, Checkpoints.ROUNDS);
  }

  /**
   * Returns this pruner with another share of trials whose curves are judged.
   *
   * @param share the probability of each trial, in [0, 1]; no effect with {@link #minResource}
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public HyperbandPruner curveShare(double share) {
    return with(CURVE_SHARE, share);
  }

  /**
   * Returns this pruner with another rung.
   *
   * @param share the share of the usual last step at which curves are judged, in [0, 1]; no effect
   *     with {@link #minResource}
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public HyperbandPruner rung(double share) {
    return with(RUNG, share);
  }

  /**
   * Returns this pruner with another reduction factor.
   *
   * @param factor eta in the paper, at least 2: at a rung or round one in {@code factor} continues
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2
   */
  public HyperbandPruner reductionFactor(int factor) {
    return with(ComparisonOptions.REDUCTION_FACTOR, factor);
  }

  /**
   * {@return this pruner, judging curves by their values alone; it prunes more, and wrongly where
   * curves cross}
   */
  public HyperbandPruner withoutProjectedEnd() {
    return with(ComparisonOptions.PROJECTED_END, false);
  }

  /**
   * Returns this pruner with a given last step, which is then not learned. One that is too large is
   * safe; one that is too small judges too early.
   *
   * @param step R in the paper, the step at which a replicate usually ends, at least 2, counted
   *     from 1; all rungs are below it
   * @return the pruner
   * @throws IllegalArgumentException if it is below 2
   */
  public HyperbandPruner maxResource(long step) {
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
  public HyperbandPruner rounds(int... replicates) {
    return with(ComparisonOptions.ROUNDS, ComparisonOptions.text(replicates));
  }

  /**
   * Returns this pruner with another number of trials before the first comparison.
   *
   * @param trials the number of trials that must be told before any is pruned, at least 0
   * @return the pruner
   * @throws IllegalArgumentException if the number is negative
   */
  public HyperbandPruner startupTrials(int trials) {
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
  public HyperbandPruner guard(int trials) {
    return with(ComparisonOptions.GUARD, trials);
  }

  /**
   * Returns this pruner with the brackets of the paper in place of the two.
   *
   * @param step the lowest rung, r in the paper, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if it is below 1; a study is refused when it starts if it is
   *     beyond {@link #maxResource}
   */
  public HyperbandPruner minResource(long step) {
    return with(MIN_RESOURCE, step);
  }

  private <T> HyperbandPruner with(Option<T> option, T value) {
    return new HyperbandPruner(choosing(option, value));
  }

  /**
   * Creates a pruner.
   *
   * @param setting any objectives; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if {@link #minResource} is not below {@link #maxResource}
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    Options options = setting.options();
    int factor = options.get(ComparisonOptions.REDUCTION_FACTOR);
    Optional<Long> min = options.find(MIN_RESOURCE);
    Optional<Long> max = options.find(ComparisonOptions.MAX_RESOURCE);
    var faults = new Faults("pruner 'hyperband'");
    faults.require(
        min.isEmpty() || max.isEmpty() || min.get() < max.get(),
        "expected min-resource < max-resource, got min-resource=%s, max-resource=%s",
        min.orElse(0L),
        max.orElse(0L));
    faults.throwIfAny();
    JudgedSteps steps =
        min.isPresent()
            ? new JudgedSteps.PaperBrackets(min.get(), factor)
            : new JudgedSteps.AtShare(options.get(RUNG), options.get(CURVE_SHARE));
    var best = new Criterion.BestShare(factor);
    return new ComparingPruner(
        setting,
        new ComparisonRule(name(), steps, CurveValue.LATEST, best, best, Optional.empty()),
        new ComparisonSettings(
            options.get(ComparisonOptions.CHECKPOINTS),
            options.get(STARTUP_TRIALS),
            options.get(ComparisonOptions.GUARD),
            ComparisonOptions.rounds(options.find(ComparisonOptions.ROUNDS)),
            options.get(ComparisonOptions.PROJECTED_END),
            max,
            0));
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
