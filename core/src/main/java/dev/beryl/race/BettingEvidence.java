package dev.beryl.race;

/**
 * The capital of two bets on the mean of differences that are bounded by their nature, such as
 * those of accuracies: one that it is above zero and one that it is below. It assumes no
 * distribution. Source: Waudby-Smith and Ramdas, Estimating means of bounded random variables by
 * betting, JRSS B 86(1), 2024, the predictable plug-in bets.
 */
public final class BettingEvidence implements Evidence {
  private final double width;
  private final double logThreshold;
  private final Bets bets;
  private int size;
  private double logAbove; // of the capital that bets on differences above zero
  private double logBelow;
  private int crossing;
  private Decision decided = Decision.UNDECIDED;

  /**
   * Starts without differences.
   *
   * @param range in which every value is, so that a difference is at most its width
   * @param error the probability with which either side is allowed to be wrong
   */
  public BettingEvidence(ValueRange range, double error) {
    this.width = range.width();
    this.logThreshold = -StrictMath.log(error);
    this.bets = new Bets(2 * error);
  }

  @Override
  public void add(double difference) {
    Evidence.required(difference);
    if (Math.abs(difference) > width) {
      throw new IllegalArgumentException(
          "difference of a block: expected at most %s, the width of the values' range, got %s"
              .formatted(width, difference));
    }
    double tilt = difference / width / 2; // x - m, with x = (1 + d) / 2 and m = 1/2
    double bet = Math.min(bets.next(), 1);
    logAbove += StrictMath.log1p(bet * tilt);
    logBelow += StrictMath.log1p(-bet * tilt);
    bets.add(tilt);
    size++;
    if (crossing == 0 && log() >= logThreshold) {
      crossing = size;
      decided = logAbove > logBelow ? Decision.HIGHER : Decision.LOWER;
    }
  }

  @Override
  public int size() {
    return size;
  }

  /** {@return the logarithm of the larger capital} */
  @Override
  public double log() {
    return Math.max(logAbove, logBelow);
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
