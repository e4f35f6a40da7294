package dev.beryl.optimizers.cma;

import java.util.Arrays;

/** Candidates made by hand. */
final class Candidates {
  private Candidates() {}

  static Candidate completed(int dimension, double loss, int index) {
    var candidate = new Candidate(dimension, 0);
    candidate.status = Candidate.Status.COMPLETED;
    candidate.loss = loss;
    candidate.rankedLoss = loss;
    candidate.index = index;
    return candidate;
  }

  static Candidate failed(int dimension, int index) {
    Candidate candidate = completed(dimension, 0, index);
    candidate.status = Candidate.Status.FAILED;
    return candidate;
  }

  static Candidate failed(int dimension, int index, long generation) {
    Candidate candidate = failed(dimension, index);
    candidate.generation = generation;
    return candidate;
  }

  /** Ranks members and lets a distribution learn from them. */
  static void update(
      SearchDistribution distribution, StrategyParameters parameters, Candidate[] members) {
    Arrays.sort(members, (a, b) -> a.precedes(b) ? -1 : 1);
    var weights = new RankWeights(parameters);
    weights.weigh(members, members.length);
    double[][] steps = Arrays.stream(members).map(m -> m.step).toArray(double[][]::new);
    double[] lengths = Arrays.stream(members).mapToDouble(m -> m.squaredLength).toArray();
    distribution.update(steps, lengths, weights);
    distribution.decomposeIfDue();
  }
}
