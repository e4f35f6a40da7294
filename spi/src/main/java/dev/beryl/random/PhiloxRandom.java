package dev.beryl.random;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A generator whose output is a pure function of (seed, stream, major, minor): successive words of
 * the Philox4x64-10 blocks with key (seed, stream) and counter (block, major, minor, 0), block = 0,
 * 1, 2, … An optimizer typically moves to the numbers of one trial with {@link #seek(long, long)
 * seek(trial, slot)}; its draws for other trials then make no difference.
 *
 * <p>Every variate uses exactly one word, except that a bounded integer uses another one in the
 * rare case of a rejection. The bits are the same on every machine. Each position has
 * 2<sup>66</sup> words before they repeat.
 *
 * <p>Not thread-safe, and not for cryptography.
 *
 * @see Philox
 */
public final class PhiloxRandom implements RandomGenerator {

  private static final double DOUBLE_UNIT = 0x1p-53;
  private static final float FLOAT_UNIT = 0x1p-23f;
  private static final double LARGEST_BELOW_ONE = 1 - DOUBLE_UNIT;

  private final long seed;
  private final long stream;
  private final long[] words = new long[Philox.BLOCK_WORDS];
  private int used = Philox.BLOCK_WORDS;
  private long block;
  private long major;
  private long minor;

  /**
   * Creates a generator at position (0, 0).
   *
   * @param seed first word of the key, any value
   * @param stream second word of the key, any value; generators of one seed and different streams
   *     are independent
   */
  public PhiloxRandom(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /**
   * Moves to the first word of a position, in constant time and without allocating.
   *
   * @param major second word of the counter, any value
   * @param minor third word of the counter, any value
   */
  public void seek(long major, long minor) {
    this.major = major;
    this.minor = minor;
    block = 0;
    used = Philox.BLOCK_WORDS;
  }

  private void nextBlock() {
    Philox.block(seed, stream, block++, major, minor, 0, words);
  }

  /** {@return the next word: uniform over all values of {@code long}} */
  @Override
  public long nextLong() {
    if (used == Philox.BLOCK_WORDS) {
      nextBlock();
      used = 0;
    }
    return words[used++];
  }

  /** {@return the upper half of the next word: uniform over all values of {@code int}} */
  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /** {@return the uppermost bit of the next word} */
  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /**
   * {@return a uniform in the open interval (0, 1): the midpoint of one of 2<sup>53</sup> equal
   * cells, rounded to a {@code double}, and never rounded to 1}
   */
  @Override
  public double nextDouble() {
    return open(nextLong());
  }

  /**
   * {@return a uniform in the open interval (0, 1): the midpoint of one of 2<sup>23</sup> equal
   * cells}
   */
  @Override
  public float nextFloat() {
    return ((nextLong() >>> 41) + 0.5f) * FLOAT_UNIT;
  }

  // In the upper half of the interval the midpoint needs 54 bits; that of the last cell would
  // become 1.
  static double open(long word) {
    double midpoint = ((word >>> 11) + 0.5) * DOUBLE_UNIT;
    return midpoint < 1 ? midpoint : LARGEST_BELOW_ONE;
  }

  /**
   * Fills a range of an array with uniforms, faster than single calls of {@link #nextDouble()}. The
   * values and the generator's next position are the same as after one such call for each element.
   *
   * @param into receives the values
   * @param from first index to fill
   * @param to index after the last one to fill
   * @throws IndexOutOfBoundsException if {@code from} and {@code to} are not a range of {@code
   *     into}
   */
  public void nextDoubles(double[] into, int from, int to) {
    Objects.checkFromToIndex(from, to, into.length);
    int i = from;
    while (i < to && used < Philox.BLOCK_WORDS) {
      into[i++] = open(words[used++]);
    }
    for (; i <= to - Philox.BLOCK_WORDS; i += Philox.BLOCK_WORDS) {
      nextBlock();
      into[i] = open(words[0]);
      into[i + 1] = open(words[1]);
      into[i + 2] = open(words[2]);
      into[i + 3] = open(words[3]);
    }
    while (i < to) {
      into[i++] = nextDouble();
    }
  }

  /**
   * Draws a uniform integer, exactly.
   *
   * @param bound the bound, exclusive
   * @return an integer in [0, bound)
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  @Override
  public int nextInt(int bound) {
    return (int) nextLong(bound);
  }

  /**
   * Draws a uniform integer, exactly. The range may be as large as that of {@code int}.
   *
   * @param origin the smallest value
   * @param bound the bound, exclusive
   * @return an integer in [origin, bound)
   * @throws IllegalArgumentException if {@code origin} is not less than {@code bound}
   */
  @Override
  public int nextInt(int origin, int bound) {
    return (int) nextLong(origin, bound);
  }

  /**
   * Draws a uniform integer, exactly.
   *
   * @param bound the bound, exclusive
   * @return an integer in [0, bound)
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  @Override
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound: expected > 0, got %s".formatted(bound));
    }
    return below(bound);
  }

  /**
   * Draws a uniform integer, exactly. The range may be as large as that of {@code long}.
   *
   * @param origin the smallest value
   * @param bound the bound, exclusive
   * @return an integer in [origin, bound)
   * @throws IllegalArgumentException if {@code origin} is not less than {@code bound}
   */
  @Override
  public long nextLong(long origin, long bound) {
    if (origin >= bound) {
      throw new IllegalArgumentException(
          "expected origin < bound, got origin=%s, bound=%s".formatted(origin, bound));
    }
    return origin + below(bound - origin);
  }

  /**
   * Lemire, Fast random integer generation in an interval, ACM TOMACS 29(1), 2019, algorithm 5, for
   * an unsigned count of values.
   */
  private long below(long count) {
    long word = nextLong();
    long low = word * count;
    if (Long.compareUnsigned(low, count) < 0) {
      long surplus = Long.remainderUnsigned(-count, count);
      while (Long.compareUnsigned(low, surplus) < 0) {
        word = nextLong();
        low = word * count;
      }
    }
    return Math.unsignedMultiplyHigh(word, count);
  }

  /**
   * {@return a standard normal variate: {@link Normal#quantile(double)} of one {@link
   * #nextDouble()}, hence increasing in it}
   */
  @Override
  public double nextGaussian() {
    return Normal.quantile(nextDouble());
  }

  /**
   * {@return a positive exponential variate of mean 1: {@code -log} of one {@link #nextDouble()}}
   */
  @Override
  public double nextExponential() {
    return -StrictMath.log(nextDouble());
  }
}
