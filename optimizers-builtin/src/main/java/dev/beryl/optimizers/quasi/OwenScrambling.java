package dev.beryl.optimizers.quasi;

import dev.beryl.optimizers.math.SplitMix64;

/**
 * Nested uniform scrambling in base 2: each bit of a binary fraction is flipped or not by a random
 * bit that belongs to the bits before it. The random bits, one for each node of a binary tree, are
 * hashes of the node's number and not stored.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4612-2552-2_19">Owen, Randomly permuted (t,m,s)-nets
 *     and (t,s)-sequences, 1995</a>
 */
final class OwenScrambling {
  private static final long NODE_MULTIPLIER = 0xD1342543DE82EF95L;
  private static final int BITS = Integer.SIZE;

  private OwenScrambling() {}

  /** {@return the key of a dimension, from 0, under a seed} */
  static long key(long seed, int dimension) {
    return SplitMix64.mix(seed + (dimension + 1L) * SplitMix64.GOLDEN_GAMMA);
  }

  /**
   * Scrambles a binary fraction.
   *
   * @param fraction the fraction times 2<sup>32</sup>, unsigned
   * @return its image, one-to-one
   */
  static int scramble(long key, int fraction) {
    long leaf = 1L << BITS | Integer.toUnsignedLong(fraction);
    int flips = 0;
    for (int bit = 0; bit < BITS; bit++) {
      long node = leaf >>> (BITS - bit); // 1, followed by the leading bits
      flips = 2 * flips + SplitMix64.firstBit(key + node * NODE_MULTIPLIER);
    }
    return fraction ^ flips;
  }
}
