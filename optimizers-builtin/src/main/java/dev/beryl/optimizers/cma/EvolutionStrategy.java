package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import dev.beryl.optimizers.model.RecentNoise;
import dev.beryl.random.PhiloxRandom;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One run of CMA-ES: from a first distribution, generation by generation, to a stop. */
final class EvolutionStrategy {
  private static final Comparator<Candidate> BY_RANK =
      (a, b) -> a == b ? 0 : a.precedes(b) ? -1 : 1;
  private static final double[] NONE = {};
  private static final double WIDEST = 0.5; // standard deviation of a coordinate

  private final StrategyParameters parameters;
  private final SearchDistribution distribution;
  private final OrthogonalSampler sampler;
  private final BoxPenalty penalty;
  private final StoppingRules stopping;
  private final IntegerCoordinates integers;
  private final CategoricalDistribution categories;
  private final int[] parameterCategories;
  private final PhiloxRandom categoryRandom;
  private final RankWeights weights;
  private final RecentNoise noise;
  private final LearningRate learningRate;
  private final double[] z;
  private final double[] losses;
  private final double[] errors;
  private final double[][] steps;
  private final double[] squaredLengths;
  private final int[][] chosen;
  private final double[] parentWeights;
  private final long firstGeneration;
  private long issuedGeneration;
  private int issued;
  private int @Nullable [] firstCategories;
  private @Nullable LearningRateAdaptation adaptation;
  private @Nullable Repair repair;
  private @Nullable Candidate anchor; // the best feasible point of the latest generation
  private double[] scales = {};
  private double medianLoss = Double.POSITIVE_INFINITY;

  EvolutionStrategy(
      StrategyParameters parameters,
      SearchDistribution distribution,
      OrthogonalSampler sampler,
      PhiloxRandom categoryRandom,
      SpaceLayout layout,
      RecentNoise noise,
      LossScale scale,
      LearningRate learningRate,
      @Nullable Candidate incumbent,
      long firstGeneration) {
    this.parameters = parameters;
    this.distribution = distribution;
    this.sampler = sampler;
    this.penalty = new BoxPenalty(parameters, layout.continuous());
    this.stopping = new StoppingRules(parameters, layout, distribution.sigma(), scale, incumbent);
    int discreteSize = Math.max(1, layout.discreteSize());
    this.parameterCategories = layout.categories();
    this.categories = new CategoricalDistribution(parameterCategories, discreteSize);
    this.categoryRandom = categoryRandom;
    this.integers =
        new IntegerCoordinates(
            layout.cells(), CategoricalDistribution.margin(discreteSize), parameters.parents);
    this.noise = noise;
    this.learningRate = learningRate;
    this.weights = new RankWeights(parameters);
    this.z = new double[distribution.dimension()];
    int lambda = parameters.populationSize;
    this.losses = new double[lambda];
    this.errors = new double[lambda];
    this.steps = new double[lambda][];
    this.squaredLengths = new double[lambda];
    this.chosen = new int[lambda][];
    this.parentWeights = new double[lambda];
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

  /**
   * Repairs infeasible samples from now on.
   *
   * @param start a feasible point, the mean's or beside it
   */
  void repairing(Repair repair, Candidate start) {
    this.repair = repair;
    this.anchor = start;
    this.scales = new double[z.length];
  }

  /** Repairs the last sample, which is infeasible; returns false if there is no feasible point. */
  boolean repair(Candidate sample) {
    Repair cut = repair;
    Candidate best = anchor;
    if (cut == null || best == null) {
      return false;
    }
    double[] mean = distribution.mean();
    boolean centered = cut.set().contains(mean, sample.categories);
    if (!centered) {
      System.arraycopy(best.categories, 0, sample.categories, 0, sample.categories.length);
      centered = cut.set().contains(mean, sample.categories);
    }
    for (int j = 0; j < scales.length; j++) {
      scales[j] = distribution.sigma() * integers.amplification(j);
    }
    System.arraycopy(sample.step, 0, sample.drawn, 0, sample.step.length);
    cut.cut(
        sample, centered ? mean : best.x, z, distribution.covariance(), centered ? scales : NONE);
    for (int j = 0; j < scales.length; j++) {
      sample.step[j] = (sample.x[j] - mean[j]) / scales[j];
    }
    sample.repaired = true;
    return true;
  }

  /** Makes the next sample the mean itself, with given categories. */
  void startWithMean(int[] categories) {
    firstCategories = categories;
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
    into.repaired = false;
    into.status = Candidate.Status.PENDING;
    sampler.draw(into.generation, into.index, z);
    categoryRandom.seek(into.generation, into.index);
    int[] first = firstCategories;
    if (first == null) {
      place(into);
    } else {
      firstCategories = null;
      into.injected = true;
      Arrays.fill(z, 0);
      place(into);
      System.arraycopy(first, 0, into.categories, 0, first.length);
    }
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
      into.x[j] = mean[j] + sigma * integers.amplification(j) * into.step[j];
    }
    categories.sample(categoryRandom, into.categories);
  }

  /**
   * Sets a coordinate of a sample to that of the mean, so that nothing is learned about it. The
   * recorded length is kept; otherwise the remaining coordinates would gain weight.
   */
  void withhold(int j, Candidate sample) {
    sample.step[j] = 0;
    sample.x[j] = distribution.mean()[j];
  }

  /**
   * Learns from a generation.
   *
   * @param members of the population's size; sorted by rank here
   * @return why the run ends; null if it goes on
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
    if (members[0].failed()) {
      return StopReason.ALL_FAILED;
    }
    for (int k = 0; k < count; k++) {
      if (members[k].generation != generation()) {
        inject(members[k]);
      }
      steps[k] = members[k].step;
      chosen[k] = members[k].categories;
      squaredLengths[k] = members[k].squaredLength;
    }
    weights.weigh(members, count);
    noise.observe(standardErrors(members), losses, completed);
    integers.center(members, Math.min(parameters.parents, completed), distribution);
    update(members);
    narrow();
    integers.correct(distribution);
    keepFeasible(members[0]);
    if (completed > 0) {
      medianLoss = losses[completed / 2];
    }
    return stopping.check(distribution, losses, completed);
  }

  /** The standard errors of the completed members, in the order of their ranks. */
  private double[] standardErrors(Candidate[] members) {
    int count = 0;
    for (Candidate member : members) {
      if (member.completed()) {
        errors[count++] = member.standardError;
      }
    }
    return errors;
  }

  private void keepFeasible(Candidate best) {
    Repair cut = repair;
    if (cut == null || !best.completed()) {
      return;
    }
    cut.project(distribution.mean(), best);
    var kept = new Candidate(best.x.length, best.categories.length);
    System.arraycopy(best.x, 0, kept.x, 0, kept.x.length);
    System.arraycopy(best.categories, 0, kept.categories, 0, kept.categories.length);
    anchor = kept;
  }

  private void update(Candidate[] members) {
    if (noise.isNoisy()) {
      stopping.ignoreLosses();
    }
    LearningRateAdaptation adapting = adaptation;
    if (adapting == null && adapts()) {
      adapting = new LearningRateAdaptation(distribution);
      adaptation = adapting;
      distribution.covariance().decompose();
      distribution.stepSize().dampFully();
    }
    if (adapting == null) {
      distribution.update(steps, squaredLengths, weights);
      Repair cut = repair;
      if (cut != null && cut.narrow(distribution.covariance(), members)) {
        distribution.decompose();
      } else {
        distribution.decomposeIfDue();
      }
    } else {
      adapting.before(distribution);
      distribution.update(steps, squaredLengths, weights);
      adapting.after(distribution);
    }
    for (int k = 0; k < weights.count(); k++) {
      parentWeights[k] = weights.mean(k);
    }
    categories.update(chosen, parentWeights, weights.count());
  }

  private boolean adapts() {
    return switch (learningRate) {
      case AUTO -> noise.isPrevailing();
      case FIXED -> false;
      case ADAPTIVE -> true;
    };
  }

  /**
   * {@return the mean, the most probable categories, and the median loss of the latest generation,
   * infinite before}
   */
  Candidate center() {
    double[] mean = distribution.mean();
    var center = new Candidate(mean.length, parameterCategories.length);
    System.arraycopy(mean, 0, center.x, 0, mean.length);
    Arrays.setAll(center.categories, categories::mostProbable);
    center.loss = medianLoss;
    return center;
  }

  private void rank(Candidate[] members, int completed) {
    penalty.observe(losses, completed);
    boolean outside = false;
    for (Candidate member : members) {
      member.rankedLoss = member.loss;
      outside |= member.completed() && penalty.concerns(member.x);
    }
    if (outside) {
      penalty.prepare(distribution);
      for (Candidate member : members) {
        if (member.completed()) {
          double distance = (member.loss - losses[0]) / penalty.unit();
          member.rankedLoss = distance + penalty.of(member.x);
        }
      }
    }
    Arrays.sort(members, BY_RANK);
  }

  private void inject(Candidate member) {
    double[] mean = distribution.mean();
    double n = mean.length;
    for (int j = 0; j < mean.length; j++) {
      member.step[j] = (member.x[j] - mean[j]) / (distribution.sigma() * integers.amplification(j));
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
