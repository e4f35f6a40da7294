package dev.beryl.optimizers.quasi;

import dev.beryl.optimizers.design.Candidates;
import dev.beryl.space.SearchSpace;

/** Points of the unit cube, each a pure function of its index. */
@FunctionalInterface
interface PointSequence {

  /**
   * Computes a point.
   *
   * @param index from 0
   * @param into receives one coordinate in [0, 1] for each of its places
   */
  void point(long index, double[] into);

  /**
   * Candidates that are the points of this sequence one after another, decoded.
   *
   * @param size after how many points the sequence starts again
   */
  default Candidates candidates(SearchSpace space, long size) {
    double[] unit = new double[space.dimension()];
    long[] next = {0};
    return (_, _) -> {
      point(next[0], unit);
      next[0] = (next[0] + 1) % size;
      return space.fromUnit(unit);
    };
  }
}
