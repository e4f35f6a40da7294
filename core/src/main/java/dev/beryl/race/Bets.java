package dev.beryl.race;

/** The sizes of bets on values in [0, 1], each from the values before it. */
final class Bets {
  private final double logTerm;
  private int size;
  private double sum; // less 1/2 each; one of 1/2 is counted in, and a variance of 1/4
  private double deviations = 0.25;

  /**
   * Bets that find a mean on either side.
   *
   * @param error the probability of being wrong, of both sides together
   */
  Bets(double error) {
    this.logTerm = 2 * StrictMath.log(2 / error);
  }

  /** The next bet, not yet limited by what can be lost. */
  double next() {
    double variance = deviations / (size + 1);
    int round = size + 1;
    return Math.sqrt(logTerm / (variance * round * StrictMath.log1p(round)));
  }

  /**
   * Takes a value in.
   *
   * @param tilt the value less 1/2, so that values mirrored at 1/2 give the same bits
   */
  void add(double tilt) {
    size++;
    sum += tilt;
    double deviation = tilt - sum / (size + 1);
    deviations += deviation * deviation;
  }
}
