package dev.beryl.optimizers.gp;

import dev.beryl.optimizers.math.ExpectedImprovement;
import dev.beryl.optimizers.math.NormalDistribution;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial at a point promises: the logarithm of the expected improvement on a threshold times
 * the probability that all constraints are satisfied; without a threshold that probability alone.
 * Not thread-safe.
 */
final class Acquisition {
  private final Inputs inputs;
  private final @Nullable Posterior objective;
  private double threshold;
  private final List<Bound> bounds;
  private final List<double[]> incumbents;
  private final double[] ofMean;
  private final double[] ofVariance;

  /** A constraint: its model, and the largest target that satisfies it. */
  record Bound(Posterior model, double most) {}

  /**
   * An acquisition.
   *
   * @param objective null while nothing satisfies the constraints, of which there are then some
   * @param incumbents the points of the best trials, the best first
   */
  Acquisition(
      Inputs inputs,
      @Nullable Posterior objective,
      double threshold,
      List<Bound> bounds,
      List<double[]> incumbents) {
    this.inputs = inputs;
    this.objective = objective;
    this.threshold = threshold;
    this.bounds = bounds;
    this.incumbents = incumbents;
    this.ofMean = new double[inputs.size()];
    this.ofVariance = new double[inputs.size()];
  }

  /**
   * Takes in that a trial runs at a point. If it is expected to be better than the threshold, that
   * becomes the threshold, so that other points must promise more.
   */
  void addPending(double[] point) {
    if (objective != null) {
      threshold = Math.min(threshold, objective.mean(point));
      objective.addPending(point);
    }
    bounds.forEach(bound -> bound.model.addPending(point));
  }

  /** {@return the points of the best trials, the best first} */
  List<double[]> incumbents() {
    return incumbents;
  }

  /** The value at a point. */
  double at(double[] point) {
    double sum = 0;
    if (objective != null) {
      Moments moments = objective.at(point);
      sum += logImprovement(moments.mean(), moments.variance());
    }
    for (Bound bound : bounds) {
      Moments moments = bound.model.at(point);
      sum += NormalDistribution.logCdf((bound.most - moments.mean()) / moments.deviation());
    }
    return sum;
  }

  private double logImprovement(double mean, double variance) {
    double deviation = Math.sqrt(variance);
    return StrictMath.log(deviation) + ExpectedImprovement.log((threshold - mean) / deviation);
  }

  /**
   * The value at a point, and its derivatives by the coordinates of continuous features.
   *
   * @param gradient receives them; others become 0
   */
  double at(double[] point, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    if (objective != null) {
      Moments moments = objective.at(point, ofMean, ofVariance);
      double deviation = moments.deviation();
      double z = (threshold - moments.mean()) / deviation;
      double slope = ExpectedImprovement.logDerivative(z);
      sum += StrictMath.log(deviation) + ExpectedImprovement.log(z);
      // d ln sd = dv / 2v, and dz = -dm / sd - z dv / 2v.
      add(gradient, -slope / deviation, (1 - slope * z) / (2 * moments.variance()));
    }
    for (Bound bound : bounds) {
      Moments moments = bound.model.at(point, ofMean, ofVariance);
      double deviation = moments.deviation();
      double z = (bound.most - moments.mean()) / deviation;
      double slope = hazard(z);
      sum += NormalDistribution.logCdf(z);
      add(gradient, -slope / deviation, -slope * z / (2 * moments.variance()));
    }
    return sum;
  }

  private void add(double[] gradient, double perMean, double perVariance) {
    for (int f = 0; f < gradient.length; f++) {
      if (inputs.isContinuous(f)) {
        gradient[f] += perMean * ofMean[f] + perVariance * ofVariance[f];
      }
    }
  }

  /** phi(z) / Phi(z). */
  private static double hazard(double z) {
    return z < 0
        ? 1 / NormalDistribution.millsRatio(-z)
        : NormalDistribution.density(z) / NormalDistribution.cdf(z);
  }

  /** The values at many points, by feature and point. */
  double[] at(double[][] points, int count) {
    double[] values = new double[count];
    double[] means = new double[count];
    double[] variances = new double[count];
    if (objective != null) {
      objective.at(points, count, means, variances);
      for (int c = 0; c < count; c++) {
        values[c] += logImprovement(means[c], variances[c]);
      }
    }
    for (Bound bound : bounds) {
      bound.model.at(points, count, means, variances);
      for (int c = 0; c < count; c++) {
        values[c] += NormalDistribution.logCdf((bound.most - means[c]) / Math.sqrt(variances[c]));
      }
    }
    return values;
  }
}
