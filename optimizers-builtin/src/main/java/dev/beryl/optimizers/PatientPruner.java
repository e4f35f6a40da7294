package dev.beryl.optimizers;

import dev.beryl.fault.Nulls;
import dev.beryl.optimizers.pruning.StallPruner;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import dev.beryl.spi.Pruner;
import dev.beryl.spi.PrunerChoice;
import dev.beryl.spi.PrunerProvider;
import dev.beryl.spi.PrunerSetting;
import java.util.List;
import java.util.Map;

/**
 * Early stopping, by name {@code patience}: it ends a trial whose replicate 0 has not improved in
 * the last 10 steps, or lets another pruner decide then. Immutable.
 *
 * {@snippet :
 * PatientPruner.over(MedianPruner.withDefaults()).steps(5);
 * PatientPruner.withDefaults().steps(20).minDelta(1e-4);
 * }
 *
 * <p>Wrap another pruner. <b>Alone it compares with nothing</b>, and ends good trials and bad ones
 * alike wherever curves are noisy or rest for a while.
 *
 * <p>The curve of replicate 0 improves when it reports a value that is better by more than {@link
 * #minDelta} than the value of its last improvement (at first, of its first report). Patience ends
 * at a report that is {@link #steps} or more after that. A report is ignored if its step is not
 * beyond that of the report before, or if it lacks an objective; so is NaN, but from the third in a
 * row after the first number on it is the worst value. With several objectives, patience must have
 * ended in all of them.
 *
 * <p>The other pruner judges every report; its judgment counts where patience has ended. Rounds of
 * replicates are the other pruner's business. By name the options are {@code steps=10}, {@code
 * min-delta=0} and {@code over} (none), as in {@code over=median percentile=25 warmup-steps=3}.
 *
 * @see <a href="https://doi.org/10.1007/3-540-49430-8_3">Prechelt, Early stopping - but when?, in
 *     Neural networks: tricks of the trade, 1998</a>
 */
public final class PatientPruner extends BuiltIn implements PrunerProvider, PrunerChoice {
  private static final Option<Long> STEPS =
      StepOptions.atLeast(1, "steps", "the number of steps to wait for an improvement")
          .withDefault(10L);

  private static final Option<Double> MIN_DELTA =
      Option.real(
              "min-delta",
              0,
              Double.MAX_VALUE,
              "an improvement is larger than this, in the metric's unit")
          .withDefault(0.0);

  private static final Option<PrunerChoice> OVER =
      Option.of(
          "over",
          "a pruner by name with its options, such as 'median percentile=25'",
          "the pruner that decides once there was no improvement; if not given, the trial is"
              + " stopped",
          NamedPruner::read);

  private static final List<Option<?>> OPTIONS = List.of(STEPS, MIN_DELTA, OVER);

  private static final PatientPruner DEFAULTS = new PatientPruner();

  /**
   * Creates the same pruner as {@link #withDefaults()}; called by {@link java.util.ServiceLoader}.
   */
  public PatientPruner() {
    this(Map.of());
  }

  private PatientPruner(Map<String, Object> chosen) {
    super(
        "patience",
        "Ends trials whose first replicate has not improved for some steps, or lets another pruner"
            + " decide then",
        OPTIONS,
        chosen);
  }

  /** {@return a pruner that ends trials whose replicate 0 has not improved in 10 steps} */
  public static PatientPruner withDefaults() {
    return DEFAULTS;
  }

  /**
   * Creates a pruner that lets another one decide about trials whose replicate 0 has not improved
   * in 10 steps.
   *
   * @param other the other pruner; not of this kind
   * @return the pruner
   * @throws IllegalArgumentException if the other's options are not allowed, or it is of this kind
   */
  public static PatientPruner over(PrunerChoice other) {
    Nulls.refuse("patient pruner: other", other);
    return DEFAULTS.with(OVER, other);
  }

  /**
   * Returns this pruner with another patience.
   *
   * @param steps the number of steps to wait for an improvement, at least 1
   * @return the pruner
   * @throws IllegalArgumentException if the number is below 1
   */
  public PatientPruner steps(long steps) {
    return with(STEPS, steps);
  }

  /**
   * Returns this pruner with another smallest improvement.
   *
   * @param minDelta an improvement is larger than this, in the metric's unit; at least 0, finite
   * @return the pruner
   * @throws IllegalArgumentException if it is not in this range
   */
  public PatientPruner minDelta(double minDelta) {
    return with(MIN_DELTA, minDelta);
  }

  private <T> PatientPruner with(Option<T> option, T value) {
    return new PatientPruner(choosing(option, value));
  }

  /**
   * Creates a pruner.
   *
   * @param setting any objectives that the other pruner takes; with the options of this provider
   * @return the pruner
   * @throws IllegalArgumentException if the other pruner refuses the objectives or its options
   */
  @Override
  public Pruner create(PrunerSetting setting) {
    Options options = setting.options();
    Pruner over =
        options.find(OVER).map(choice -> create(choice, setting)).orElse(StallPruner.ALWAYS);
    return new StallPruner(setting.objectives(), options.get(STEPS), options.get(MIN_DELTA), over);
  }

  private static Pruner create(PrunerChoice choice, PrunerSetting setting) {
    PrunerProvider provider = choice.provider();
    return provider.create(setting.withOptions(provider, choice.chosen()));
  }

  @Override
  public PrunerProvider provider() {
    return this;
  }
}
