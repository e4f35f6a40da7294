package dev.beryl.optimizers.cma;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One run of the strategy: from a first distribution, generation by generation, to a stop. */
final class Run {
  private static final Comparator<Candidate> BY_RANK =
      (a, b) -> a == b ? 0 : a.precedes(b) ? -1 : 1;
  private static final double WIDEST = 0.5; // standard deviation of a coordinate

  private final StrategyParameters parameters;
  private final SearchDistribution distribution;
  private final OrthogonalSampler sampler;
  private final BoxPenalty penalty;
  private final StoppingRules stopping;
  private final RankWeights weights;
  private final double[] z;
  private final double[] losses;
  private final double[][] steps;
  private final double[] squaredLengths;
  private final long firstGeneration;
  private long issuedGeneration;
  private int issued;
  private boolean meanFirst;

  Run(
      StrategyParameters parameters,
      SearchDistribution distribution,
      OrthogonalSampler sampler,
      SpaceLayout layout,
      boolean noisy,
      long firstGeneration) {
    this.parameters = parameters;
    this.distribution = distribution;
    this.sampler = sampler;
    this.penalty = new BoxPenalty(parameters, layout.continuous());
    this.stopping =
        new StoppingRules(parameters, layout.discrete(), noisy, distribution.sigma());
    this.weights = new RankWeights(parameters);
    this.z = new double[distribution.dimension()];
    int lambda = parameters.populationSize;
    this.losses = new double[lambda];
    this.steps = new double[lambda][];
    this.squaredLengths = new double[lambda];
    this.firstGeneration = firstGeneration;
    this.issuedGeneration = firstGeneration;
  }

  /** {@return the number of the generation that is being sampled} */
  long generation() {
    return firstGeneration + distribution.generation();
  }

  long firstGeneration() {
    return firstGeneration;
  }

  StrategyParameters parameters() {
    return parameters;
  }

  SearchDistribution distribution() {
    return distribution;
  }

  /** Makes the next sample the mean itself. */
  void beginWithMean() {
    meanFirst = true;
  }

  /** Draws the next sample of the generation. */
  void sample(Candidate into) {
    if (issuedGeneration != generation()) {
      issuedGeneration = generation();
      issued = 0;
    }
    into.generation = issuedGeneration;
    into.index = issued++;
    into.injected = false;
    into.fate = Candidate.Fate.PENDING;
    if (meanFirst) {
      meanFirst = false;
      into.injected = true;
      Arrays.fill(z, 0);
    } else {
      sampler.draw(into.generation, into.index, z);
    }
    place(into);
  }

  /** Draws the last sample again, as where a constraint rejects it. */
  void resample(Candidate into) {
    sampler.redraw(z);
    place(into);
  }

  private void place(Candidate into) {
    distribution.covariance().transform(z, into.step);
    into.squaredLength = Rows.squaredLength(z);
    double[] mean = distribution.mean();
    double sigma = distribution.sigma();
    for (int j = 0; j < mean.length; j++) {
      into.x[j] = mean[j] + sigma * into.step[j];
    }
  }

  /**
   * Learns from a generation.
   *
   * @param members as many as the population has; put into the order of their ranks
   * @return why the run is over; null if it is not
   */
  @Nullable StopReason learn(Candidate[] members) {
    int count = parameters.populationSize;
    int completed = 0;
    for (int k = 0; k < count; k++) {
      if (members[k].completed()) {
        losses[completed++] = members[k].loss;
      }
    }
    Arrays.sort(losses, 0, completed);
    rank(members, completed);
    for (int k = 0; k < count; k++) {
      if (members[k].generation != generation()) {
        inject(members[k]);
      }
      steps[k] = members[k].step;
      squaredLengths[k] = members[k].squaredLength;
    }
    weights.weigh(members, count);
    distribution.update(steps, squaredLengths, weights);
    distribution.decomposeIfDue();
    narrow();
    return stopping.check(distribution, losses, completed);
  }

  private void rank(Candidate[] members, int completed) {
    penalty.observe(losses, completed);
    boolean outside = false;
    for (Candidate member : members) {
      member.rankedLoss = member.loss;
      outside |= penalty.concerns(member.x);
    }
    if (outside) {
      penalty.prepare(distribution);
      for (Candidate member : members) {
        member.rankedLoss = member.loss + penalty.of(member.x);
      }
    }
    Arrays.sort(members, BY_RANK);
  }

  private void inject(Candidate member) {
    double[] mean = distribution.mean();
    double n = mean.length;
    for (int j = 0; j < mean.length; j++) {
      member.step[j] = (member.x[j] - mean[j]) / distribution.sigma();
    }
    distribution.covariance().whiten(member.step, z);
    double length = Math.sqrt(Rows.squaredLength(z));
    double most = Math.sqrt(n) + 2 * n / (n + 2);
    double kept = Math.min(1, most / length);
    for (int j = 0; j < mean.length; j++) {
      member.step[j] *= kept;
    }
    member.squaredLength = length * length * kept * kept;
    member.injected = true;
  }

  /** Keeps the widest coordinate within the cube. */
  private void narrow() {
    double widest = 0;
    for (int j = 0; j < z.length; j++) {
      widest = Math.max(widest, distribution.deviation(j));
    }
    if (widest > WIDEST) {
      distribution.sigma(distribution.sigma() * (WIDEST / widest));
    }
  }
}
