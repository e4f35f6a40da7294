package dev.beryl.optimizers.model;

/**
 * How large the standard errors of the losses are beside the spread of the losses, in the latest
 * generations: a moving average of each generation's ratio, which is at most 1; 0 while no standard
 * error is known. {@link OverallNoise} is the ratio over a whole study, by another formula.
 */
public final class RecentNoise {
  private static final double RATE = 0.3;
  private static final double CONSIDERABLE = 0.3;
  private static final double PREVAILING = 0.7; // half of the variance of the losses
  private static final double QUARTILES = 1.349; // the interquartile range of a standard normal

  private double ratio;
  private boolean known;

  /** No noise is known yet. */
  public RecentNoise() {}

  /**
   * Takes in a generation.
   *
   * @param errors the standard errors of its losses in any order, NaN where unknown
   * @param count how many of both are read
   */
  public void observe(double[] errors, double[] losses, int count) {
    var replicated = new RootMeanSquare();
    for (int i = 0; i < count; i++) {
      if (errors[i] >= 0) {
        replicated.add(errors[i]);
      }
    }
    if (replicated.count() == 0) {
      return;
    }
    double error = replicated.value();
    double spread = (losses[3 * count / 4] - losses[count / 4]) / QUARTILES;
    double now = error == 0 ? 0 : error / Math.max(error, spread);
    ratio = known ? ratio + RATE * (now - ratio) : now;
    known = true;
  }

  /** {@return whether replicates differ at all} */
  public boolean isNoisy() {
    return ratio > 0;
  }

  /** {@return whether ranks are to a good part chance, so that the best loss is a lucky one} */
  public boolean isConsiderable() {
    return ratio >= CONSIDERABLE;
  }

  /** {@return whether losses differ more by chance than by treatment} */
  public boolean isPrevailing() {
    return ratio >= PREVAILING;
  }
}
