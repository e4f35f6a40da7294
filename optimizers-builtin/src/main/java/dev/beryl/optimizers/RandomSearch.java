package dev.beryl.optimizers;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.optimizers.design.UnitDraws;
import dev.beryl.space.SearchSpace;
import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import java.util.List;
import java.util.Map;

/**
 * Random search, by name {@code random}: it draws uniform points of the unit cube, which the space
 * decodes. So the levels of a linear parameter, and choices, are equally probable, and so are equal
 * ratios on a log scale. It has no options. Immutable.
 *
 * <p>The draws of trial t depend only on the seed and on t.
 *
 * <p>In a finite space no treatment is proposed twice: a repeated draw is made again. Once 1024
 * draws for one trial were repetitions, the remaining treatments, now a small part of the unit
 * cube, follow in random order, all equally probable. After the last of them nothing more is
 * proposed. Two kinds of space count as infinite: a space in which any parameter has a continuum of
 * values, even if it is inactive in some treatments, and a space in which other parameters depend
 * on one with more than 2<sup>20</sup> levels.
 *
 * <p>In an infinite conditional space, a draw that repeats a treatment is made again too. So a
 * branch without a continuum is used up after each of its treatments was proposed once, and further
 * trials are in the other branches. Only if 1024 draws for one trial were repetitions, because
 * constraints leave nothing else, is the first of them proposed.
 *
 * <p>A treatment that violates a hard constraint is drawn again. If none of 16 384 draws for one
 * trial satisfies all constraints, the last of them is proposed in an infinite space, so that the
 * study reports which constraint rejects it. A finite space is then enumerated as above; a
 * violating treatment is proposed after 2<sup>16</sup> of them in a row, or if the space has no
 * others.
 *
 * @see <a href="https://www.jmlr.org/papers/v13/bergstra12a.html">Bergstra and Bengio, Random
 *     search for hyper-parameter optimization, JMLR 13 (2012)</a>
 */
public final class RandomSearch extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final long DRAWS = 0;
  private static final long ORDER = 1;
  private static final Capabilities CAPABILITIES = Capabilities.all().without(Capability.LEARNING);
  private static final RandomSearch DEFAULTS = new RandomSearch();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public RandomSearch() {
    super(
        "random",
        "Random search: uniform in the unit cube, and in a finite space without repetition",
        List.of(),
        Map.of());
  }

  /** {@return random search; it has no options} */
  public static RandomSearch withDefaults() {
    return DEFAULTS;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /**
   * Creates an optimizer.
   *
   * @param setting any space, any objectives; there are no options
   * @return the optimizer
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    SearchSpace space = setting.space();
    var draws = new UnitDraws(space, setting.random(DRAWS));
    return new DesignOptimizer(Design.of(space, draws, setting.random(ORDER).nextLong()));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
