package dev.beryl.optimizers;

import dev.beryl.optimizers.quasi.QuasiOptions;
import dev.beryl.optimizers.quasi.SobolProvider;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import java.util.Map;

/**
 * Quasi-random search by Sobol's sequence, by name {@code sobol}: the treatments are its points,
 * decoded by the space. They fill the unit cube more evenly than {@link RandomSearch}'s independent
 * draws, most evenly when the number of trials is a power of two.
 *
 * <p><b>Scrambling.</b> By default the sequence is scrambled after Owen, so that each point is
 * uniform in the unit cube, other seeds give other points, and the sequence is as even as before.
 * The direction numbers are those of Joe and Kuo for the first 1111 parameters; the places of
 * further ones are independent draws. See {@link #unscrambled()}.
 *
 * <p><b>Which point a parameter sees.</b> The i-th parameter of the space is decoded from the i-th
 * coordinate, whatever other parameters are active; an inactive one ignores it. Trials take the
 * points one after another. A point that violates a hard constraint is left out and the next one
 * taken.
 *
 * <p><b>Finite spaces.</b> No treatment comes twice: a point that decodes to an earlier treatment
 * is left out. When 1024 points for one trial were, the treatments that are left follow in random
 * order; after the last of them there is nothing more to propose. What counts as finite, and what
 * happens where no point satisfies all constraints, is as in {@link RandomSearch}.
 *
 * <p>By name the option is {@code scrambled=false}. After 2<sup>32</sup> points the sequence begins
 * again. Immutable.
 *
 * @see <a href="https://doi.org/10.1016/0041-5553(67)90144-9">Sobol', On the distribution of points
 *     in a cube and the approximate evaluation of integrals, 1967</a>
 * @see <a href="https://doi.org/10.1007/978-1-4612-2552-2_19">Owen, Randomly permuted (t,m,s)-nets
 *     and (t,s)-sequences, 1995</a>
 * @see <a href="https://doi.org/10.1137/070709359">Joe and Kuo, Constructing Sobol sequences with
 *     better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008)</a>
 */
public final class Sobol implements OptimizerChoice {
  private static final Sobol DEFAULTS = new Sobol(ChosenOptions.NONE);

  private final ChosenOptions options;

  private Sobol(ChosenOptions options) {
    this.options = options;
  }

  /** {@return search by the scrambled sequence} */
  public static Sobol withDefaults() {
    return DEFAULTS;
  }

  /**
   * This search by the sequence as published, in natural order, whatever the seed. Its first point
   * is the lower end of every range, its second one the middle. It is refused for a space of more
   * than 1111 parameters.
   *
   * @return the search
   */
  public Sobol unscrambled() {
    return new Sobol(options.with(QuasiOptions.SCRAMBLED, false));
  }

  @Override
  public OptimizerProvider provider() {
    return new SobolProvider();
  }

  @Override
  public Map<String, Object> chosen() {
    return options.values();
  }

  /** {@return for example {@code sobol {scrambled=false}}} */
  @Override
  public String toString() {
    return options.of("sobol");
  }
}
