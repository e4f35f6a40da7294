package dev.beryl.optimizers.cma;

/**
 * The recombination weights of the members of one generation, by member: for the mean, and for the
 * covariance where the worst have negative ones. Reused from generation to generation.
 *
 * <p>Members of equal loss share the weights of their ranks. A failed member, and one that was not
 * sampled from the distribution, has no negative weight; failed ones have no positive one either,
 * unless all others' ranks are below theirs.
 */
final class RankWeights {
  private final StrategyParameters parameters;
  private double[] mean = {};
  private double[] shape = {};
  private int count;
  private double muEff;
  private boolean injected;

  RankWeights(StrategyParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * Weighs the members of a generation.
   *
   * @param members in the order of their ranks
   */
  void weigh(Candidate[] members, int count) {
    if (mean.length < count) {
      mean = new double[count];
      shape = new double[count];
    }
    this.count = count;
    injected = false;
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && members[to].ties(members[from])) {
        to++;
      }
      share(members, from, to);
      from = to;
    }
    normalize();
  }

  private void share(Candidate[] members, int from, int to) {
    double positive = 0;
    double negative = 0;
    for (int rank = from; rank < to; rank++) {
      double weight = parameters.weights[rank];
      positive += Math.max(0, weight);
      negative += Math.min(0, weight);
    }
    for (int rank = from; rank < to; rank++) {
      Candidate member = members[rank];
      mean[rank] = member.failed() ? 0 : positive / (to - from);
      shape[rank] =
          member.repaired
              ? 0
              : mean[rank] + (member.failed() || member.injected ? 0 : negative / (to - from));
      injected |= member.injected && mean[rank] > 0;
    }
  }

  /** Where failed members took positive weight with them, the others' sum is 1 again. */
  private void normalize() {
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < count; k++) {
      sum += mean[k];
      squares += mean[k] * mean[k];
    }
    muEff = sum * sum / squares;
    if (sum < 1 - 1e-9) {
      for (int k = 0; k < count; k++) {
        shape[k] += shape[k] == 0 ? 0 : mean[k] / sum - mean[k];
        mean[k] /= sum;
      }
    }
  }

  int count() {
    return count;
  }

  /** {@return the weight of a member in the mean: not negative, with sum 1} */
  double mean(int member) {
    return mean[member];
  }

  /** {@return the weight of a member in the covariance} */
  double shape(int member) {
    return shape[member];
  }

  /** {@return the effective number of parents, 1 over the sum of the mean's squared weights} */
  double muEff() {
    return muEff;
  }

  /** {@return whether a member that was not sampled here has a part in the mean} */
  boolean injected() {
    return injected;
  }
}
