package dev.beryl.optimizers.quasi;

import dev.beryl.optimizers.math.FeistelPermutation;
import dev.beryl.random.PhiloxRandom;

/**
 * Latin hypercube samples, one after another: of the n points of each, every coordinate has one in
 * each of n equal intervals, at a uniform place. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1979.10489755">McKay, Beckman and Conover, A
 *     comparison of three methods for selecting values of input variables in the analysis of output
 *     from a computer code, Technometrics 21(2), 1979</a>
 */
final class LatinHypercubes implements PointSequence {
  private final long points;
  private final PhiloxRandom orders;
  private final PhiloxRandom places;
  private final FeistelPermutation[] permutations;
  private long cube = -1;

  /**
   * Samples of the unit cube.
   *
   * @param points of each hypercube, at least 1
   * @param orders draws which intervals meet in a point; not used by others
   * @param places draws the places in the intervals; not used by others
   */
  LatinHypercubes(long points, int dimension, PhiloxRandom orders, PhiloxRandom places) {
    this.points = points;
    this.orders = orders;
    this.places = places;
    this.permutations = new FeistelPermutation[dimension];
  }

  @Override
  public void point(long index, double[] into) {
    permute(index / points);
    places.seek(index, 0);
    places.nextDoubles(into, 0, into.length);
    for (int j = 0; j < into.length; j++) {
      into[j] = (permutations[j].applyAsLong(index % points) + into[j]) / points;
    }
  }

  private void permute(long wanted) {
    if (cube != wanted) {
      cube = wanted;
      orders.seek(cube, 0);
      for (int j = 0; j < permutations.length; j++) {
        permutations[j] = new FeistelPermutation(points, orders.nextLong());
      }
    }
  }
}
