package dev.beryl.optimizers.model;

/**
 * How large the standard errors of the losses are beside the spread of the losses, over all
 * feasible trials: the root mean square of the errors over the interquartile range of the losses,
 * in standard deviations of a normal distribution. {@link RecentNoise} is the ratio in the latest
 * generations, by another formula.
 */
public final class OverallNoise {
  private static final double HIGH = 0.3;
  private static final double QUARTILES_APART = 1.3489795003921634; // of a standard normal variate
  private static final int LEAST_TRIALS = 8;

  private final TrialHistory history;
  private final Ranking ranking;

  /** The noise in the trials of a history and its ranking. */
  public OverallNoise(TrialHistory history, Ranking ranking) {
    this.history = history;
    this.ranking = ranking;
  }

  /** {@return whether the ratio is known and at least 0.3} */
  public boolean isHigh() {
    return ratio() >= HIGH;
  }

  /** {@return the ratio; NaN if fewer than 8 feasible trials have a known standard error} */
  double ratio() {
    int trials = ranking.feasible();
    var known = new RootMeanSquare();
    for (int i = 0; history.hasErrors() && i < trials; i++) {
      double error = history.standardError(ranking.row(i), 0);
      if (error >= 0) {
        known.add(error);
      }
    }
    if (known.count() < LEAST_TRIALS) {
      return Double.NaN;
    }
    double range = loss(trials, 0.75) - loss(trials, 0.25);
    return known.value() * QUARTILES_APART / range;
  }

  private double loss(int trials, double share) {
    double index = share * (trials - 1);
    int below = (int) index;
    double low = history.loss(ranking.row(below), 0);
    double high = history.loss(ranking.row(Math.min(below + 1, trials - 1)), 0);
    return low + (index - below) * (high - low);
  }
}
