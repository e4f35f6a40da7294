package dev.beryl.optimizers.quasi;

import dev.beryl.spi.Capabilities;
import dev.beryl.spi.Capability;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerProvider;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Option;
import java.util.List;

/** Makes optimizers named {@code sobol}; see {@link dev.beryl.optimizers.Sobol}. */
public final class SobolProvider implements OptimizerProvider {

  /** A provider; it has no state. */
  public SobolProvider() {}

  @Override
  public String name() {
    return "sobol";
  }

  @Override
  public String description() {
    return "Quasi-random search: Sobol's sequence, scrambled after Owen";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(QuasiOptions.SCRAMBLED);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all().without(Capability.LEARNING);
  }

  /**
   * Makes an optimizer.
   *
   * @param setting any space, any objectives; with the options of this provider
   * @return the optimizer
   * @throws IllegalArgumentException if the sequence is not to be scrambled and the space has more
   *     than 1111 parameters
   */
  @Override
  public Optimizer create(OptimizerSetting setting) {
    return QuasiSearch.optimizer(setting, SobolProvider::sequence, SobolSequence.SIZE);
  }

  private static PointSequence sequence(OptimizerSetting setting, long seed) {
    int dimension = setting.space().dimension();
    if (setting.options().get(QuasiOptions.SCRAMBLED)) {
      var sobol = new ScrambledSobol(dimension, seed);
      return (index, into) -> sobol.point(index, into, 0, into.length);
    }
    if (!(dimension <= JoeKuoDirections.DIMENSIONS)) {
      throw new IllegalArgumentException(
          "optimizer 'sobol': unscrambled it has at most %s dimensions, the space has %s; leave"
                  .formatted(JoeKuoDirections.DIMENSIONS, dimension)
              + " 'scrambled' at true, which has independent draws beyond them");
    }
    return new SobolSequence(dimension)::point;
  }
}
