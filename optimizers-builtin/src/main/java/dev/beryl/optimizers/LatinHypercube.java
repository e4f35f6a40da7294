package dev.beryl.optimizers;

import dev.beryl.optimizers.quasi.QuasiSearch;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;
import java.util.Map;

/**
 * Latin hypercube sampling, by name {@code latin-hypercube}: it divides each parameter's scale into
 * n equal intervals and places one of n points in each, at a uniform position. The intervals of
 * different parameters are combined at random. The number n is set by {@link #points(int)}; unless
 * set, it is the study's number of trials, or 64 in a study without one.
 *
 * <p>After n points another, independent hypercube of n points follows. Points that violate a hard
 * constraint are left out, and in a finite space those that decode to an earlier treatment; a
 * hypercube with such points is incomplete, and further hypercubes supply the missing trials.
 * Inactive parameters and finite spaces are treated as {@link Sobol} does.
 *
 * <p>By name the option is {@code points=32}. Immutable.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1979.10489755">McKay, Beckman and Conover, A
 *     comparison of three methods for selecting values of input variables in the analysis of output
 *     from a computer code, Technometrics 21(2), 1979</a>
 */
public final class LatinHypercube extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final Option<Integer> POINTS =
      Option.integer(
          "points",
          1,
          Integer.MAX_VALUE,
          "points of each hypercube; if not given, the study's number of trials, or 64 in a study"
              + " without a budget");

  private static final int POINTS_WITHOUT_BUDGET = 64;
  private static final List<Option<?>> OPTIONS = List.of(POINTS);

  private static final LatinHypercube DEFAULTS = new LatinHypercube();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public LatinHypercube() {
    this(Map.of());
  }

  private LatinHypercube(Map<String, Object> chosen) {
    super(
        "latin-hypercube",
        "Latin hypercube sampling: every range is covered evenly, one parameter at a time",
        OPTIONS,
        chosen);
  }

  /** {@return the sampling with one point for each trial of the study} */
  public static LatinHypercube withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns this sampling with another number of points of each hypercube.
   *
   * @param points at least 1
   * @return the sampling
   * @throws IllegalArgumentException if the number is below 1
   */
  public LatinHypercube points(int points) {
    return new LatinHypercube(choosing(POINTS, points));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }

  /**
   * Creates an optimizer.
   *
   * @param setting any space, any objectives; with the options of this provider
   * @return the optimizer
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    int trials = setting.trials().orElse(POINTS_WITHOUT_BUDGET);
    return QuasiSearch.latinHypercube(setting, setting.options().find(POINTS).orElse(trials));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
