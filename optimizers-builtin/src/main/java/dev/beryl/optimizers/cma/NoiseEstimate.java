package dev.beryl.optimizers.cma;

/**
 * How large the standard errors of the losses are beside the spread of the losses in a generation:
 * their ratio, in a moving average over generations. 0 while nothing is known of standard errors.
 */
final class NoiseEstimate {
  private static final double RATE = 0.3;
  private static final double CONSIDERABLE = 0.3;
  private static final double PREVAILING = 0.7; // half of the variance of the losses
  private static final double QUARTILES = 1.349; // the interquartile range of a standard normal

  private double ratio;
  private boolean known;

  /**
   * Takes in a generation.
   *
   * @param members of which the completed ones are read
   * @param losses of the completed ones, ascending, read up to {@code count}
   */
  void observe(Candidate[] members, double[] losses, int count) {
    double squares = 0;
    int replicated = 0;
    for (Candidate member : members) {
      if (member.completed() && member.standardError >= 0) {
        squares += member.standardError * member.standardError;
        replicated++;
      }
    }
    if (replicated == 0) {
      return;
    }
    double error = Math.sqrt(squares / replicated);
    double spread = (losses[3 * count / 4] - losses[count / 4]) / QUARTILES;
    double now = error == 0 ? 0 : error / Math.max(error, spread);
    ratio = known ? ratio + RATE * (now - ratio) : now;
    known = true;
  }

  /** {@return whether replicates differ at all} */
  boolean isNoisy() {
    return ratio > 0;
  }

  /** {@return whether ranks are to a good part chance, so that the best loss is a lucky one} */
  boolean isConsiderable() {
    return ratio >= CONSIDERABLE;
  }

  /** {@return whether losses differ more by chance than by what was tried} */
  boolean isPrevailing() {
    return ratio >= PREVAILING;
  }
}
