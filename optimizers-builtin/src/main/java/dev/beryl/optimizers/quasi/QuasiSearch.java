package dev.beryl.optimizers.quasi;

import dev.beryl.optimizers.design.Design;
import dev.beryl.optimizers.design.DesignOptimizer;
import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import java.util.function.LongFunction;

/** Makes the optimizers that propose the points of a sequence. */
public final class QuasiSearch {
  private static final long SEQUENCE = 0;
  private static final long ORDER = 1;
  private static final long INTERVALS = 0; // of the sequence's own seed
  private static final long PLACES = 1;

  private QuasiSearch() {}

  /**
   * Proposes the points of Sobol's sequence.
   *
   * @throws IllegalArgumentException if it is not to be scrambled and the space has more dimensions
   *     than there are direction numbers
   */
  public static Optimizer sobol(OptimizerSetting setting, boolean scrambled) {
    int dimension = setting.space().dimension();
    return optimizer(setting, seed -> sobol(dimension, scrambled, seed), SobolSequence.SIZE);
  }

  private static PointSequence sobol(int dimension, boolean scrambled, long seed) {
    if (scrambled) {
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

  /** Proposes the points of Halton's sequence. */
  public static Optimizer halton(OptimizerSetting setting, boolean scrambled) {
    int dimension = setting.space().dimension();
    return optimizer(
        setting,
        seed ->
            scrambled ? HaltonSequence.scrambled(dimension, seed) : HaltonSequence.plain(dimension),
        Long.MAX_VALUE);
  }

  /** Proposes Latin hypercubes, each of a number of points. */
  public static Optimizer latinHypercube(OptimizerSetting setting, int points) {
    return optimizer(
        setting,
        seed ->
            new LatinHypercubes(
                points,
                setting.space().dimension(),
                new PhiloxRandom(seed, INTERVALS),
                new PhiloxRandom(seed, PLACES)),
        Long.MAX_VALUE);
  }

  /** Proposes the points of a sequence that is made by a seed and starts again after its size. */
  private static Optimizer optimizer(
      OptimizerSetting setting, LongFunction<PointSequence> sequence, long size) {
    PointSequence points = sequence.apply(setting.random(SEQUENCE).nextLong());
    return new DesignOptimizer(
        Design.of(
            setting.space(),
            points.candidates(setting.space(), size),
            setting.random(ORDER).nextLong()));
  }
}
