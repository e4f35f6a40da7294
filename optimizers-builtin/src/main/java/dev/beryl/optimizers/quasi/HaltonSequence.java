package dev.beryl.optimizers.quasi;

import dev.beryl.optimizers.math.FeistelPermutation;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;

/**
 * Halton's sequence: coordinate j is the radical inverse of the index in the j-th prime base. Each
 * digit of each coordinate is permuted at random, independently, or none is. Coordinates are exact
 * to 2<sup>-52</sup>: further digits are ignored. Immutable.
 *
 * @see <a href="https://doi.org/10.1007/BF01386213">Halton, On the efficiency of certain
 *     quasi-random sequences of points, Numer. Math. 2 (1960)</a>
 * @see <a href="https://arxiv.org/abs/1706.02808">Owen, A randomized Halton algorithm in R
 *     (2017)</a>
 */
final class HaltonSequence implements PointSequence {
  private static final long MOST_CELLS = 1L << 52;

  private final Coordinate[] coordinates;
  private final double offset;

  private HaltonSequence(Coordinate[] coordinates, double offset) {
    this.coordinates = coordinates;
    this.offset = offset;
  }

  /** {@return the sequence as published; point 0 is the origin} */
  static HaltonSequence plain(int dimension) {
    int[] bases = primes(dimension);
    var coordinates = new Coordinate[dimension];
    for (int j = 0; j < dimension; j++) {
      coordinates[j] = new Coordinate(bases[j], _ -> LongUnaryOperator.identity());
    }
    return new HaltonSequence(coordinates, 0);
  }

  /** {@return the sequence with permuted digits; points lie in the middles of cells} */
  static HaltonSequence scrambled(int dimension, long seed) {
    int[] bases = primes(dimension);
    var coordinates = new Coordinate[dimension];
    for (int j = 0; j < dimension; j++) {
      int base = bases[j];
      long key = OwenScrambling.key(seed, j);
      coordinates[j] =
          new Coordinate(
              base, digit -> new FeistelPermutation(base, OwenScrambling.key(key, digit)));
    }
    return new HaltonSequence(coordinates, 0.5);
  }

  @Override
  public void point(long index, double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] = (coordinates[j].cell(index) + offset) / coordinates[j].cells;
    }
  }

  private static int[] primes(int count) {
    int[] primes = new int[count];
    // the n-th prime is below n (log n + log log n) from n = 6 on
    int bound = Math.max(13, (int) (count * 2.0 * StrictMath.log(count + 1.0)) + 1);
    var composite = new BitSet(bound + 1);
    for (int found = 0, candidate = 2;
        found < count;
        candidate = composite.nextClearBit(candidate + 1)) {
      primes[found++] = candidate;
      for (long multiple = (long) candidate * candidate; multiple <= bound; multiple += candidate) {
        composite.set((int) multiple);
      }
    }
    return primes;
  }

  /** One coordinate, as the number of one of base<sup>digits</sup> equal cells. */
  private static final class Coordinate {
    private final int base;
    private final LongUnaryOperator[] permutations;
    private final long[] weights;
    private final long[] zeros; // from a digit on, what an index without further digits adds
    private final long cells;

    Coordinate(int base, IntFunction<LongUnaryOperator> permutation) {
      this.base = base;
      int digits = 0;
      long power = 1;
      while (power <= MOST_CELLS / base) {
        power *= base;
        digits++;
      }
      this.cells = power;
      this.permutations = new LongUnaryOperator[digits];
      this.weights = new long[digits];
      this.zeros = new long[digits + 1];
      for (int k = 0; k < digits; k++) {
        permutations[k] = permutation.apply(k);
        weights[k] = power /= base;
      }
      for (int k = digits - 1; k >= 0; k--) {
        zeros[k] = zeros[k + 1] + permutations[k].applyAsLong(0) * weights[k];
      }
    }

    long cell(long index) {
      long cell = 0;
      int k = 0;
      for (long left = index; left > 0 && k < weights.length; left /= base) {
        cell += permutations[k].applyAsLong(left % base) * weights[k];
        k++;
      }
      return cell + zeros[k];
    }
  }
}
