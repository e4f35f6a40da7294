package dev.beryl.race;

/**
 * The paired t e-process: a mixture over the standardized mean, which needs no variance. With
 * normal differences of mean zero and any variance its values have a maximum of at least 1/a with a
 * probability of at most a. Sources: Lai, On confidence sequences, Annals of Statistics 4(2), 1976;
 * Wang and Ramdas, Anytime-valid t-tests and confidence sequences for Gaussian means with unknown
 * variance, arXiv 2310.03722.
 *
 * <p>The evidence is the same, bit for bit, for differences times a power of two, and up to
 * rounding for any other factor. It is never NaN: sums are of differences divided by a power of two
 * near the largest.
 */
public final class PairedEvidence implements Evidence {
  /** The mixture's precision, for up to a hundred blocks. */
  public static final double PRECISION = 1;

  static final int FIRST_LOOK = 3;

  private final double precision;
  private final double logThreshold;
  private int size;
  private int exponent; // of the largest difference
  private double sum; // of differences over 2^exponent
  private double squares;
  private int crossing;
  private Decision decided = Decision.UNDECIDED;

  /**
   * Starts without differences.
   *
   * @param precision of the mixture, c², greater than 0
   * @param threshold at which the pair is decided, at least 1
   */
  public PairedEvidence(double precision, double threshold) {
    this.precision = precision;
    this.logThreshold = StrictMath.log(threshold);
  }

  @Override
  public void add(double difference) {
    Evidence.required(difference);
    if (difference != 0) {
      rescale(Math.getExponent(difference));
      double scaled = Math.scalb(difference, -exponent);
      sum += scaled;
      squares += scaled * scaled;
    }
    size++;
    if (crossing == 0 && size >= FIRST_LOOK && sum != 0 && log() >= logThreshold) {
      crossing = size;
      decided = sum > 0 ? Decision.HIGHER : Decision.LOWER;
    }
  }

  private void rescale(int larger) {
    if (squares == 0) {
      exponent = larger;
    } else if (larger > exponent) {
      sum = Math.scalb(sum, exponent - larger);
      squares = Math.scalb(squares, 2 * (exponent - larger));
      exponent = larger;
    }
  }

  @Override
  public int size() {
    return size;
  }

  /** {@return ln M; 0 if there is no more than one difference, or all are zero} */
  @Override
  public double log() {
    if (size < 2 || squares == 0) {
      return 0;
    }
    double widened = size + precision;
    return 0.5 * StrictMath.log(precision / widened)
        - 0.5 * size * StrictMath.log1p(-(sum / squares) * (sum / widened));
  }

  @Override
  public int crossing() {
    return crossing;
  }

  @Override
  public Decision decided() {
    return decided;
  }
}
