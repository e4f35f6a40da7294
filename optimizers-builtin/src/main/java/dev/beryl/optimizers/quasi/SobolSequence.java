package dev.beryl.optimizers.quasi;

/**
 * Sobol's sequence in natural order: the coordinates of point n combine the columns of the
 * generator matrices at the bits that are set in n. Immutable.
 *
 * @see <a href="https://doi.org/10.1016/0041-5553(67)90144-9">Sobol', On the distribution of points
 *     in a cube and the approximate evaluation of integrals, 1967</a>
 * @see JoeKuoDirections
 */
final class SobolSequence {
  /** The number of points, 2<sup>32</sup>. */
  static final long SIZE = 1L << JoeKuoDirections.BITS;

  private static final double UNIT = 0x1p-32;

  private final int[] columns;

  /**
   * The sequence.
   *
   * @param dimension 0 to {@link JoeKuoDirections#DIMENSIONS}
   */
  SobolSequence(int dimension) {
    this.columns = JoeKuoDirections.columns(dimension);
  }

  /** {@return a coordinate of a point, times 2<sup>32</sup>, unsigned} */
  int fraction(long index, int coordinate) {
    int first = coordinate * JoeKuoDirections.BITS;
    int fraction = 0;
    for (int bits = (int) index; bits != 0; bits &= bits - 1) {
      fraction ^= columns[first + Integer.numberOfTrailingZeros(bits)];
    }
    return fraction;
  }

  /** Computes a point; see {@link PointSequence}. */
  void point(long index, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Integer.toUnsignedLong(fraction(index, i)) * UNIT;
    }
  }
}
