package dev.beryl.random;

import static java.lang.Math.unsignedMultiplyHigh;

/**
 * The block function of Philox4x64-10: ten rounds that map a 256-bit counter and a 128-bit key to
 * four 64-bit words. For a fixed key it is a bijection of the counters, so no state has to be kept:
 * any block can be computed by itself.
 *
 * <p>All methods are pure and may be called from any thread.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon, Moraes, Dror and Shaw, Parallel
 *     random numbers: as easy as 1, 2, 3, SC 2011</a>, section 3.3 and table 2
 */
public final class Philox {

  /** Number of 64-bit words in one block. */
  public static final int BLOCK_WORDS = 4;

  private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
  private static final long MULTIPLIER_1 = 0xCA5A826395121157L;
  private static final long WEYL_0 = 0x9E3779B97F4A7C15L;
  private static final long WEYL_1 = 0xBB67AE8584CAA73BL;
  private static final int ROUNDS = 10;

  private Philox() {}

  /**
   * Writes the block of a counter under a key.
   *
   * @param key0 first word of the key
   * @param key1 second word of the key
   * @param counter0 first word of the counter
   * @param counter1 second word of the counter
   * @param counter2 third word of the counter
   * @param counter3 fourth word of the counter
   * @param words receives the four words in elements 0 to 3; further elements are left alone
   * @throws ArrayIndexOutOfBoundsException if {@code words} has fewer than four elements
   */
  public static void block(
      long key0,
      long key1,
      long counter0,
      long counter1,
      long counter2,
      long counter3,
      long[] words) {
    long k0 = key0;
    long k1 = key1;
    long c0 = counter0;
    long c1 = counter1;
    long c2 = counter2;
    long c3 = counter3;
    for (int round = 0; round < ROUNDS; round++) {
      long high0 = unsignedMultiplyHigh(MULTIPLIER_0, c0);
      long high1 = unsignedMultiplyHigh(MULTIPLIER_1, c2);
      long low0 = MULTIPLIER_0 * c0;
      long low1 = MULTIPLIER_1 * c2;
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    words[3] = c3;
    words[0] = c0;
    words[1] = c1;
    words[2] = c2;
  }
}
