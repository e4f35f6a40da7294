package dev.beryl.optimizers.math;

/**
 * The output function of the SplitMix64 generator: a bijection of 64-bit words in which every bit
 * of the result depends on every bit of the argument. It serves as a hash of small keys.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood, Fast splittable
 *     pseudorandom number generators, OOPSLA 2014</a>, section 5; the constants are Stafford's
 *     thirteenth variant
 */
public final class SplitMix64 {

  /** The odd number nearest to 2<sup>64</sup> over the golden ratio: steps between keys. */
  public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /**
   * Mixes the bits of a word.
   *
   * @return its image; 0 for 0
   */
  public static long mix(long word) {
    long z = multiplied(word);
    return z ^ z >>> 31;
  }

  /** {@return the first bit of a word's image, which the last step leaves as it is} */
  public static int firstBit(long word) {
    return (int) (multiplied(word) >>> 63);
  }

  private static long multiplied(long word) {
    long z = (word ^ word >>> 30) * 0xBF58476D1CE4E5B9L;
    return (z ^ z >>> 27) * 0x94D049BB133111EBL;
  }
}
