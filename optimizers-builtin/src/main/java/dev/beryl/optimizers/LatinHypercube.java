package dev.beryl.optimizers;

import dev.beryl.optimizers.quasi.LatinHypercubeProvider;
import dev.beryl.optimizers.quasi.QuasiOptions;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import java.util.Map;

/**
 * Latin hypercube sampling, by name {@code latin-hypercube}: n points such that each parameter has
 * one in each of n equal intervals of its scale, at a uniform place, the intervals of different
 * parameters meeting at random. The number n is that of the study's trials unless {@link
 * #points(int)} says another; 64 in a study without one.
 *
 * <p>After n points a further hypercube of n points follows, independent of those before. That is
 * so in particular where points were left out: those that violate a hard constraint, and in a
 * finite space those that decode to an earlier treatment. A hypercube of which some were left out
 * is no longer complete. Inactive parameters and finite spaces are treated as {@link Sobol} does.
 *
 * <p>By name the option is {@code points=32}. Immutable.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1979.10489755">McKay, Beckman and Conover, A
 *     comparison of three methods for selecting values of input variables in the analysis of output
 *     from a computer code, Technometrics 21(2), 1979</a>
 */
public final class LatinHypercube implements OptimizerChoice {
  private static final LatinHypercube DEFAULTS = new LatinHypercube(ChosenOptions.NONE);

  private final ChosenOptions options;

  private LatinHypercube(ChosenOptions options) {
    this.options = options;
  }

  /** {@return sampling of as many points as the study has trials} */
  public static LatinHypercube withDefaults() {
    return DEFAULTS;
  }

  /**
   * This sampling with so many points of each hypercube.
   *
   * @param points at least 1
   * @return the sampling
   * @throws IllegalArgumentException if the number is below 1
   */
  public LatinHypercube points(int points) {
    return new LatinHypercube(options.with(QuasiOptions.POINTS, points));
  }

  @Override
  public OptimizerProvider provider() {
    return new LatinHypercubeProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code latin-hypercube {points=32}}} */
  @Override
  public String toString() {
    return options.of("latin-hypercube");
  }
}
