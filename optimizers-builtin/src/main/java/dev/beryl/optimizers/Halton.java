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
 * Quasi-random search by Halton's sequence, by name {@code halton}: it decodes the i-th parameter
 * from the radical inverse of the point's index in the i-th prime base. Unlike {@link Sobol}'s, its
 * evenness does not depend on powers of two, so it suits studies with any number of trials, or with
 * no set number. With more than about ten parameters {@link Sobol} is more even.
 *
 * <p>By default each digit of each coordinate is permuted at random, independently, so that each
 * point is uniform in the unit cube and other seeds give other points. See {@link #unscrambled()}.
 *
 * <p>Inactive parameters, hard constraints and finite spaces are treated as {@link Sobol} does. By
 * name the option is {@code scrambled=false}. Immutable.
 *
 * @see <a href="https://doi.org/10.1007/BF01386213">Halton, On the efficiency of certain
 *     quasi-random sequences of points, Numer. Math. 2 (1960)</a>
 * @see <a href="https://arxiv.org/abs/1706.02808">Owen, A randomized Halton algorithm in R
 *     (2017)</a>
 */
public final class Halton extends BuiltIn implements OptimizerProvider, OptimizerChoice {
  private static final List<Option<?>> OPTIONS = List.of(Sobol.SCRAMBLED);

  private static final Halton DEFAULTS = new Halton();

  /**
   * Creates the same optimizer as {@link #withDefaults()}; called by {@link
   * java.util.ServiceLoader}.
   */
  public Halton() {
    this(Map.of());
  }

  private Halton(Map<String, Object> chosen) {
    super(
        "halton",
        "Quasi-random search: Halton's sequence with randomly permuted digits",
        OPTIONS,
        chosen);
  }

  /** {@return the search by the scrambled sequence} */
  public static Halton withDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns the search by the sequence as published, whatever the seed. It suits spaces of few
   * parameters only: its first point is the lower end of every range, and coordinates of large
   * bases, from about the eighth on, are nearly proportional to each other at first.
   *
   * @return the search
   */
  public Halton unscrambled() {
    return new Halton(choosing(Sobol.SCRAMBLED, false));
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
    return QuasiSearch.halton(setting, setting.options().get(Sobol.SCRAMBLED));
  }

  @Override
  public OptimizerProvider provider() {
    return this;
  }
}
