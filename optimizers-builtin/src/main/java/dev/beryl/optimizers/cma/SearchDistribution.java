package dev.beryl.optimizers.cma;

import dev.beryl.optimizers.math.Rows;
import java.util.Arrays;

/**
 * The normal distribution N(m, σ² C) of a run, and how a generation of ranked steps changes it.
 *
 * @see <a href="https://arxiv.org/abs/1604.00772">Hansen, The CMA evolution strategy: a
 *     tutorial</a>, section 6 and figure 6
 */
final class SearchDistribution {
  private static final double LENGTH_GUARD = 1e-8; // keeps the weight of a step of length 0 finite

  private final StrategyParameters parameters;
  private final Covariance covariance;
  private final CumulativeStepSize stepSize;
  private final double[] mean;
  private final double[] path;
  private final double[] shift;
  private final double[] whitened;
  private double[] weights = {};
  private double sigma;
  private long generation;
  private long decomposed;

  /** A distribution before its first generation. */
  SearchDistribution(
      StrategyParameters parameters, double[] mean, double sigma, Covariance covariance) {
    this.parameters = parameters;
    this.covariance = covariance;
    this.stepSize = new CumulativeStepSize(parameters);
    this.mean = mean;
    this.sigma = sigma;
    this.path = new double[mean.length];
    this.shift = new double[mean.length];
    this.whitened = new double[mean.length];
  }

  /**
   * Learns from a generation.
   *
   * @param steps y = (x - m) / σ of each member, read up to {@code count}
   * @param squaredLengths |C^-1/2 y|² of each
   */
  void update(double[][] steps, double[] squaredLengths, RankWeights ranked) {
    int count = ranked.count();
    Arrays.fill(shift, 0);
    for (int k = 0; k < count; k++) {
      if (ranked.mean(k) != 0) {
        Rows.add(shift, ranked.mean(k), steps[k], shift.length);
      }
    }
    covariance.whiten(shift, whitened);
    limitShift(ranked);
    Rows.add(mean, sigma, shift, mean.length);
    stepSize.advance(whitened, ranked.muEff());
    generation++;
    boolean pause = stepSize.isLong();
    adaptShape(steps, squaredLengths, ranked, pause);
    sigma *= stepSize.factor();
  }

  /** Decomposes the covariance if that was long enough ago. */
  void decomposeIfDue() {
    if (generation - decomposed >= parameters.decompositionGap) {
      decompose();
    }
  }

  /**
   * A shift towards a point that was not sampled here is cut to the length that sampled ones have.
   *
   * @see <a href="https://arxiv.org/abs/1110.4181">Hansen, Injecting external solutions into CMA-ES
   *     (2011)</a>, equation 5
   */
  private void limitShift(RankWeights ranked) {
    if (!ranked.injected()) {
      return;
    }
    double n = mean.length;
    double length = Math.sqrt(ranked.muEff() * Rows.squaredLength(whitened));
    double most = Math.sqrt(2 * n) + 2 * n / (n + 2);
    if (length > most) {
      for (int i = 0; i < shift.length; i++) {
        shift[i] *= most / length;
        whitened[i] *= most / length;
      }
    }
  }

  private void adaptShape(
      double[][] steps, double[] squaredLengths, RankWeights ranked, boolean pause) {
    double c1 = parameters.c1;
    double cc = parameters.cc;
    double gain = pause ? 0 : Math.sqrt(cc * (2 - cc) * ranked.muEff());
    for (int i = 0; i < path.length; i++) {
      path[i] = (1 - cc) * path[i] + gain * shift[i];
    }
    int count = ranked.count();
    if (weights.length < count) {
      weights = new double[count];
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double weight = ranked.shape(k);
      sum += weight;
      double length = weight < 0 ? mean.length / (squaredLengths[k] + LENGTH_GUARD) : 1;
      weights[k] = parameters.cMu * weight * length;
    }
    double keep = 1 + (pause ? c1 * cc * (2 - cc) : 0) - c1 - parameters.cMu * sum;
    covariance.update(keep, c1, path, steps, weights, count);
  }

  /** Decomposes the covariance, which was changed. */
  void decompose() {
    covariance.decompose();
    decomposed = generation;
  }

  /** {@return m; changed only where it is corrected for a boundary or a margin} */
  double[] mean() {
    return mean;
  }

  double sigma() {
    return sigma;
  }

  void sigma(double changed) {
    sigma = changed;
  }

  Covariance covariance() {
    return covariance;
  }

  /** {@return the standard deviation σ sqrt(C_ii)} */
  double deviation(int i) {
    return sigma * Math.sqrt(covariance.variance(i));
  }

  /** {@return the evolution path of the rank-one update; not to be changed} */
  double[] path() {
    return path;
  }

  CumulativeStepSize stepSize() {
    return stepSize;
  }

  /** {@return how many generations were taken in} */
  long generation() {
    return generation;
  }

  int dimension() {
    return mean.length;
  }
}
