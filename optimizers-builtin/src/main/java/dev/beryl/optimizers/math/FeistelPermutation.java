package dev.beryl.optimizers.math;

import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * A pseudorandom permutation of 0 … n-1 that is computed and not stored: a balanced Feistel network
 * of six rounds over the least even number of bits that holds n-1, applied again while its result
 * is not below n (cycle walking). The domain is less than four times n, so fewer than four
 * applications are expected. Immutable.
 *
 * @see <a href="https://doi.org/10.1137/0217022">Luby and Rackoff, How to construct pseudorandom
 *     permutations from pseudorandom functions, SIAM J. Comput. 17 (1988)</a>
 * @see <a href="https://doi.org/10.1007/3-540-45760-7_9">Black and Rogaway, Ciphers with arbitrary
 *     finite domains, CT-RSA 2002</a>, section 4 (cycle walking)
 */
public final class FeistelPermutation implements LongUnaryOperator {
  private static final int ROUNDS = 6;
  private static final long HALF_MULTIPLIER = 0xD1342543DE82EF95L;

  private final long size;
  private final long seed;
  private final int halfBits;
  private final long halfMask;

  /**
   * Chooses a permutation.
   *
   * @param size how many numbers are permuted, at least 1
   * @throws IllegalArgumentException if the size is below 1
   */
  public FeistelPermutation(long size, long seed) {
    if (!(size >= 1)) {
      throw new IllegalArgumentException("permutation: expected size >= 1, got " + size);
    }
    this.size = size;
    this.seed = seed;
    int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
    this.halfBits = (bits + 1) / 2;
    this.halfMask = (1L << halfBits) - 1;
  }

  /**
   * The image of a number.
   *
   * @param number from 0 to the size, exclusive
   * @return from 0 to the size, exclusive; another one for every number
   * @throws IndexOutOfBoundsException if the number is outside
   */
  @Override
  public long applyAsLong(long number) {
    long image = Objects.checkIndex(number, size);
    do {
      image = encipher(image);
    } while (Long.compareUnsigned(image, size) >= 0); // 64 bits wide for the largest sizes
    return image;
  }

  private long encipher(long block) {
    long left = block >>> halfBits;
    long right = block & halfMask;
    for (int round = 1; round <= ROUNDS; round++) {
      long key = seed + round * SplitMix64.GOLDEN_GAMMA + right * HALF_MULTIPLIER;
      long next = left ^ (SplitMix64.mix(key) >>> (Long.SIZE - halfBits));
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }
}
