package dev.beryl.race;

/**
 * The sign e-process, for the median of the differences: a uniform mixture over the probability, in
 * (1/2, 1], of a difference on the one side. It assumes nothing of the distribution; differences of
 * zero are left out. Each side has its own process; one is at least 1/a ever with a probability of
 * at most a, if the median of the differences is not on its side.
 */
public final class SignEvidence implements Evidence {
  private static final double LARGE = 0x1p500;

  private final double logThreshold;
  private int size;
  private int above;
  private int below;
  private int crossing;
  private Decision decided = Decision.UNDECIDED;

  /**
   * Starts without differences.
   *
   * @param error the probability with which either side is allowed to be wrong
   */
  public SignEvidence(double error) {
    this.logThreshold = -StrictMath.log(error);
  }

  @Override
  public void add(double difference) {
    Evidence.required(difference);
    size++;
    above += difference > 0 ? 1 : 0;
    below += difference < 0 ? 1 : 0;
    if (crossing == 0 && difference != 0 && log() >= logThreshold) {
      crossing = size;
      decided = above > below ? Decision.HIGHER : Decision.LOWER;
    }
  }

  @Override
  public int size() {
    return size;
  }

  /** {@return ln E of the side that has more differences} */
  @Override
  public double log() {
    return log(Math.max(above, below), above + below);
  }

  /**
   * ln E of n differences that are not zero, of which k are on the side: the sum of the binomial
   * coefficients of n+1 over 0 to k, over (n+1) times that of n over k, added up from the last one.
   */
  static double log(int k, int n) {
    double sum = 0;
    double term = 1;
    double logScale = 0;
    for (int j = k; j >= 0; j--) {
      sum += term;
      term *= j / (n + 2.0 - j);
      if (sum > LARGE) {
        sum /= LARGE;
        term /= LARGE;
        logScale += StrictMath.log(LARGE);
      }
    }
    return StrictMath.log(sum / (n + 1.0 - k)) + logScale;
  }

  /** The least k of n for which E is at least 1 over an error; n + 1 if none is. */
  static int least(int n, double error) {
    double logThreshold = -StrictMath.log(error);
    int least = n + 1;
    while (least > 0 && log(least - 1, n) >= logThreshold) {
      least--;
    }
    return least;
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
