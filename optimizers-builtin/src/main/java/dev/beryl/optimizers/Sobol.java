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
 * Quasi-random search by Sobol's sequence, by name {@code sobol}: it proposes the points of the
 * sequence, which the space decodes. They fill the unit cube more evenly than {@link
 * RandomSearch}'s independent draws, most evenly when the number of trials is a power of two.
 *
 * <p><b>Scrambling.</b> By default the sequence is scrambled after Owen: each point is uniform in
 * the unit cube, other seeds give other points, and the sequence is as even as before. The
 * direction numbers are those of Joe and Kuo for the first 1111 parameters; the coordinates of
 * further ones are independent draws. See {@link #unscrambled()}.
 *
 * <p><b>Coordinates.</b> The i-th parameter of the space is decoded from the i-th coordinate,
 * whichever other parameters are active; an inactive parameter ignores it. Trials take the points
 * one after another. A point that violates a hard constraint is left out, and the next one is
 * taken.
 *
 * <p><b>Finite spaces.</b> No treatment is proposed twice: a point that decodes to an earlier
 * treatment is left out. Once 1024 points for one trial were left out, the remaining treatments
 * follow in random order; after the last of them nothing more is proposed. {@link RandomSearch}
 * says which spaces count as finite, what happens to repetitions in other conditional spaces, and
 * what if no point satisfies all constraints; all is the same here.
 *
 * <p>By name the option is {@code scrambled=false}. After 2<sup>32</sup> points the sequence starts
 * again. Immutable.
 *
 * @see <a href="https://doi.org/10.1016/0041-5553(67)90144-9">Sobol', On the distribution of points
 *     in a cube and the approximate evaluation of integrals, 1967</a>
 * @see <a href="https://doi.org/10.1007/978-1-4612-2552-2_19">Owen, Randomly permuted (t,m,s)-nets
 *     and (t,s)-sequences, 1995</a>
 * @see <a href="https://doi.org/10.1137/070709359">Joe and Kuo, Constructing Sobol sequences with
 *     better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008)</a>
 */
public final class Sobol extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  static final Option<Boolean> SCRAMBLED =
      Option.flag(
              "scrambled",
              "whether the sequence is randomized by the seed; if not, it is the published one,"
                  + " whose first point is the lower end of every range")
          .withDefault(true);

  private static final List<Option<?>> OPTIONS = List.of(SCRAMBLED);

  private static final Sobol DEFAULTS = new Sobol();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public Sobol() {
    this(Map.of());
  }

  private Sobol(Map<String, Object> chosen) {
    super("sobol", "Quasi-random search: Sobol's sequence, scrambled after Owen", OPTIONS, chosen);
  }

  /** {@return the search by the scrambled sequence} */
  public static Sobol withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns the search by the sequence as published, in natural order, whatever the seed. Its first
   * point is the lower end of every range, its second one the middle. It is refused for a space of
   * more than 1111 parameters.
   *
   * @return the search
   */
  public Sobol unscrambled() {
    return new Sobol(choosing(SCRAMBLED, false));
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
   * @throws IllegalArgumentException if the sequence is unscrambled and the space has more than
   *     1111 parameters
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return QuasiSearch.sobol(setting, setting.options().get(SCRAMBLED));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
