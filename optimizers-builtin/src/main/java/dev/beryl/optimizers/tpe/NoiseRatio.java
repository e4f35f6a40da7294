package dev.beryl.optimizers.tpe;

/**
 * How large the standard errors of the losses are beside the spread of the losses: the root mean
 * square of the first over the interquartile range of the second in standard deviations of a normal
 * distribution.
 */
final class NoiseRatio {
  /** The share of good trials where noise is high. */
  static final double SHARE = 0.2;

  private static final double HIGH = 0.3;
  private static final double QUARTILES_APART = 1.3489795003921634; // of a standard normal variate
  private static final int LEAST_TRIALS = 8;

  private final History history;
  private final Ranking ranking;

  NoiseRatio(History history, Ranking ranking) {
    this.history = history;
    this.ranking = ranking;
  }

  /** {@return whether the ratio is known and at least 0.3} */
  boolean isHigh() {
    return value() >= HIGH;
  }

  /** {@return the ratio; NaN if fewer than 8 feasible trials have a known standard error} */
  double value() {
    int trials = ranking.feasible();
    double squares = 0;
    int known = 0;
    for (int i = 0; history.hasErrors() && i < trials; i++) {
      double error = history.standardError(ranking.row(i), 0);
      if (error >= 0) {
        squares += error * error;
        known++;
      }
    }
    if (known < LEAST_TRIALS) {
      return Double.NaN;
    }
    double range = loss(trials, 0.75) - loss(trials, 0.25);
    return Math.sqrt(squares / known) * QUARTILES_APART / range;
  }

  private double loss(int trials, double share) {
    double index = share * (trials - 1);
    int below = (int) index;
    double low = history.loss(ranking.row(below), 0);
    double high = history.loss(ranking.row(Math.min(below + 1, trials - 1)), 0);
    return low + (index - below) * (high - low);
  }
}
