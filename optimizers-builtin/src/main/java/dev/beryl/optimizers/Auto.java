package dev.beryl.optimizers;

import dev.beryl.fault.Nulls;
import dev.beryl.optimizers.auto.AutoOptimizer;
import dev.beryl.optimizers.auto.AutoSettings;
import dev.beryl.optimizers.auto.Children;
import dev.beryl.optimizers.auto.Method;
import dev.beryl.optimizers.auto.Noise;
import dev.beryl.space.Parameter;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import dev.beryl.spi.Options;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The automatic choice, by name {@code auto}: it lets the other optimizers of this package propose,
 * as the space, the number of trials and the trials in flight suggest, one after another in a long
 * study. A study that names no optimizer has this one. Immutable.
 *
 * {@snippet :
 * Auto.withDefaults().without("cma-es");
 * }
 *
 * <p><b>Rules.</b> The first that applies:
 *
 * <table>
 * <caption>What proposes</caption>
 * <tr><th>row</th><th>study</th><th>optimizers</th></tr>
 * <tr><td>1</td><td>finite, with no more treatments than trials</td><td>{@code grid}, in random
 * order</td></tr>
 * <tr><td>2</td><td>at most 8 trials, or two more than there are parameters, or all of them in
 * flight</td><td>{@code sobol}</td></tr>
 * <tr><td>3</td><td>several objectives, and conditions or more than 60 parameters or
 * categories</td><td>{@code tpe}</td></tr>
 * <tr><td>4</td><td>several objectives, up to 400 trials</td><td>{@code gp}</td></tr>
 * <tr><td>5</td><td>several objectives, more trials</td><td>{@code gp} until trial 400, then {@code
 * tpe}</td></tr>
 * <tr><td>6</td><td>conditional</td><td>{@code cma-es}</td></tr>
 * <tr><td>7</td><td>more than 60 parameters, or categories in all</td><td>{@code tpe} for a third
 * of the study or 200 trials, with categories half or 300, then {@code cma-es}</td></tr>
 * <tr><td>8</td><td>with categories or flags, up to 300 trials</td><td>{@code gp}</td></tr>
 * <tr><td>9</td><td>with categories or flags, more trials</td><td>{@code gp} for a third of the
 * study or 150 trials, then {@code cma-es}</td></tr>
 * <tr><td>10</td><td>numeric, up to 20 trials for each parameter or 150</td><td>{@code gp}</td></tr>
 * <tr><td>11</td><td>numeric, up to 100 trials for each parameter</td><td>{@code gp} for 40 trials
 * for each parameter, at most 200 and half of the study, then {@code cma-es}</td></tr>
 * <tr><td>12</td><td>numeric, more trials</td><td>{@code gp} for 40 trials for each parameter, at
 * most 200, then {@code cma-es}</td></tr>
 * </table>
 *
 * <p>In a study of at most 5 trials for each parameter, or fewer than 30 (48 with categories),
 * {@code gp} starts in the middle of all ranges and with no more than a third of the trials.
 *
 * <p>Under high noise, {@code cma-es} does not follow another before trial 250. Without a number of
 * trials 200 are assumed; after 200, 400, 800 and so on twice as many. An optimizer that does not
 * support a study is not chosen, so this one supports all.
 *
 * <p><b>Hand-over.</b> An optimizer is made when its turn comes, and told all trials before. When
 * that is depends on the numbers of trials alone, and on noise that replicates have shown until
 * then. What proposed and why is told by {@link Optimizer#delegations()}.
 *
 * <p>By name the options are {@code without}, {@code noise=measured}, {@code high} or {@code none},
 * and {@code row}, which takes a row whatever its condition.
 */
public final class Auto extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final List<OptimizerProvider> PROVIDERS =
      List.of(new CmaEs(), new GaussianProcess(), new Grid(), new Sobol(), new Tpe());

  private static final List<String> NAMES =
      Arrays.stream(Method.values())
          .filter(method -> method != Method.SOBOL)
          .map(Method::optimizer)
          .sorted()
          .toList();

  private static final Option<Set<String>> WITHOUT =
      Option.of(
          "without",
          "names of " + NAMES + ", separated by commas",
          "optimizers that are not to be chosen; others take their places",
          Auto::names);

  private static final Option<Noise> NOISE =
      Option.choice(
              "noise",
              Noise.class,
              "whether losses of equal treatments differ much, or not at all; otherwise the standard"
                  + " errors of replicates show it")
          .withDefault(Noise.MEASURED);

  private static final Option<Integer> ROW =
      Option.integer("row", 1, AutoSettings.ROWS, "the row to take, whatever its condition");

  private static final List<Option<?>> OPTIONS = List.of(WITHOUT, NOISE, ROW);
  private static final int LEAST_POPULATION = 6;
  private static final int LARGEST_POPULATION = 4096;

  private static final Auto DEFAULTS = new Auto();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public Auto() {
    this(Map.of());
  }

  private Auto(Map<String, Object> chosen) {
    super(
        "auto",
        "The automatic choice: other optimizers of this module, by the space and the number of trials",
        OPTIONS,
        chosen);
  }

  /** {@return the choice by the rules} */
  public static Auto withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this choice without some optimizers; others take their places.
   *
   * @param names of {@code cma-es}, {@code gp}, {@code grid} and {@code tpe}; {@code sobol}, which
   *     searches every space, remains
   * @return the choice
   * @throws IllegalArgumentException if a name is not one of these
   */
  public Auto without(String... names) {
    Nulls.refuseIn("auto: names", names);
    return with(WITHOUT, WITHOUT.read(List.of(names)));
  }

  /**
   * {@return this choice for losses of equal treatments that differ much; use it if each treatment
   * is run once, so that no replicates show the noise}
   */
  public Auto highNoise() {
    return with(NOISE, Noise.HIGH);
  }

  /** {@return this choice for losses of equal treatments that are equal} */
  public Auto noiseFree() {
    return with(NOISE, Noise.NONE);
  }

  /**
   * Returns this choice with a row of the table, whatever its condition. What a row names and the
   * study does not allow is replaced, as with {@link #without}.
   *
   * @param number of the row, from 1 to 12
   * @return the choice
   * @throws IllegalArgumentException if there is no such row
   */
  public Auto row(int number) {
    return with(ROW, number);
  }

  private <T> Auto with(Option<T> option, T value) {
    return new Auto(choosing(option, value));
  }

  private static @Nullable Set<String> names(Object given) {
    Collection<?> each =
        given instanceof Collection<?> some ? some : List.of(given.toString().split(",", -1));
    SortedSet<String> names =
        each.stream()
            .map(name -> name.toString().strip())
            .collect(Collectors.toCollection(TreeSet::new));
    names.remove("");
    return NAMES.containsAll(names) ? names : null;
  }

  /** {@return everything} */
  @Override
  public Capabilities capabilities() {
    return Capabilities.all().with(Capability.OUTCOME_CONSTRAINTS);
  }

  /**
   * Creates an optimizer.
   *
   * @param setting any space, any objectives and outcome constraints; with the options of this
   *     provider
   * @return the optimizer
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    Options options = setting.options();
    Noise noise = options.get(NOISE);
    Set<String> without = options.find(WITHOUT).orElse(Set.of());
    var settings =
        new AutoSettings(
            Arrays.stream(Method.values())
                .filter(method -> without.contains(method.optimizer()))
                .collect(Collectors.toSet()),
            options.find(ROW).orElse(0),
            noise);
    return new AutoOptimizer(setting, settings, new BuiltInChildren(noise));
  }

  /** The optimizers of this package, with the options that suit a part of a study. */
  private record BuiltInChildren(Noise noise) implements Children {
    private static OptimizerProvider provider(Method method) {
      return PROVIDERS.stream()
          .filter(provider -> provider.name().equals(method.optimizer()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public boolean takes(Method method, OptimizerSetting study) {
      return provider(method).capabilities().lacking(study).isEmpty();
    }

    @Override
    public Optimizer create(Method method, OptimizerSetting own, boolean later) {
      OptimizerProvider provider = provider(method);
      return provider.create(own.withOptions(provider, options(method, own, later)));
    }

    private Map<String, Object> options(Method method, OptimizerSetting own, boolean later) {
      return switch (method) {
        case GRID -> Grid.withDefaults().randomOrder().partial().chosen();
        case SOBOL -> Sobol.withDefaults().chosen();
        case GP -> model(own).chosen();
        case TPE -> Tpe.withDefaults().withoutHandOver().chosen();
        case CMA_ES -> (later ? local(own) : CmaEs.withDefaults()).chosen();
      };
    }

    private GaussianProcess model(OptimizerSetting own) {
      GaussianProcess model = GaussianProcess.withDefaults();
      GaussianProcess given = noise == Noise.NONE ? model.noiseFree() : model;
      return own.trials().isPresent() ? given.within(own.space(), own.trials().getAsInt()) : given;
    }

    /** A search that starts among the best trials; its population is small where it may be. */
    private static CmaEs local(OptimizerSetting own) {
      CmaEs local = CmaEs.withDefaults().warmSpread(0.02).damping(0.5).synchronous();
      boolean continuous =
          own.space().parameters().stream()
              .map(Parameter::levels)
              .allMatch(levels -> levels.isEmpty() || levels.getAsLong() == 1);
      return continuous
          ? local.population(Math.clamp(own.parallelism(), LEAST_POPULATION, LARGEST_POPULATION))
          : local;
    }
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
