package dev.beryl.optimizers.quasi;

import dev.beryl.random.PhiloxRandom;
import java.util.Objects;

/**
 * Sobol's sequence under Owen's nested uniform scrambling: every point is uniform in the open unit
 * cube, and any 2<sup>k</sup> points from a multiple of 2<sup>k</sup> on form a scrambled net. A
 * point is computed from its index alone.
 *
 * <p>Coordinates are midpoints of 2<sup>32</sup> equal cells. Those from dimension {@value
 * #SOBOL_DIMENSIONS} on, where the table of direction numbers ends, are independent draws of the
 * counter-based generator.
 *
 * <p>Immutable, hence thread-safe.
 *
 * @see SobolSequence
 * @see OwenScrambling
 */
public final class ScrambledSobol {

  /** How many coordinates are Sobol's; the others are independent draws. */
  public static final int SOBOL_DIMENSIONS = JoeKuoDirections.DIMENSIONS;

  /** The number of points, 2<sup>32</sup>. */
  public static final long SIZE = SobolSequence.SIZE;

  private static final long DRAWS = 0x534F424F4C544149L; // spells SOBOLTAI in ASCII
  private static final double UNIT = 0x1p-32;

  private final int dimension;
  private final long seed;
  private final SobolSequence sobol;
  private final long[] keys;

  /**
   * Chooses a scrambled sequence.
   *
   * @param dimension the number of coordinates of a point, at least 1
   * @throws IllegalArgumentException if the dimension is below 1
   */
  public ScrambledSobol(int dimension, long seed) {
    if (!(dimension >= 1)) {
      throw new IllegalArgumentException("sobol: expected dimension >= 1, got " + dimension);
    }
    this.dimension = dimension;
    this.seed = seed;
    int tabled = Math.min(dimension, SOBOL_DIMENSIONS);
    this.sobol = new SobolSequence(tabled);
    this.keys = new long[tabled];
    for (int i = 0; i < tabled; i++) {
      keys[i] = OwenScrambling.key(seed, i);
    }
  }

  /** {@return the number of coordinates of a point} */
  public int dimension() {
    return dimension;
  }

  /**
   * Computes the first coordinates of a point.
   *
   * @param index which point, from 0, less than {@link #SIZE}
   * @param into receives the coordinates, each in the open interval (0, 1)
   * @param from the first index of the array to write; coordinate 0 goes there
   * @param count how many coordinates, 0 to {@link #dimension()}
   * @throws IndexOutOfBoundsException if there is no such point, or too few coordinates or places
   *     in the array
   */
  public void point(long index, double[] into, int from, int count) {
    Objects.checkIndex(index, SIZE);
    Objects.checkFromIndexSize(0, count, dimension);
    Objects.checkFromIndexSize(from, count, into.length);
    int tabled = Math.min(count, keys.length);
    for (int i = 0; i < tabled; i++) {
      int scrambled = OwenScrambling.scramble(keys[i], sobol.fraction(index, i));
      into[from + i] = (Integer.toUnsignedLong(scrambled) + 0.5) * UNIT;
    }
    if (tabled < count) {
      var draws = new PhiloxRandom(seed, DRAWS);
      draws.seek(index, 0);
      draws.nextDoubles(into, from + tabled, from + count);
    }
  }
}
