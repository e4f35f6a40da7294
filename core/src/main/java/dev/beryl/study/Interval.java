package dev.beryl.study;

import dev.beryl.fault.Nulls;
import dev.beryl.metric.StudentT;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Samples;

/**
 * A confidence interval of a mean.
 *
 * @param low its lower end
 * @param high its upper end
 * @param level the probability with which such intervals cover what is estimated, in (0, 1)
 */
public record Interval(double low, double high, double level) {

  /**
   * The interval of a mean by Student's t distribution: exact if the values are normal, and nearly
   * so for the means of several that are not.
   *
   * @param samples one value for each replicate, such as differences
   * @param level in (0, 1), such as 0.95
   * @return the interval; of one value it is unbounded
   * @throws IllegalArgumentException if the level is not in (0, 1)
   */
  public static Interval ofMean(Samples samples, double level) {
    Nulls.refuse("interval: samples", samples);
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("interval: expected a level in (0, 1), got " + level);
    }
    double mean = Aggregation.mean().aggregate(samples);
    if (samples.replicates() < 2) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
    }
    double error = Aggregation.mean().standardError(samples);
    double half = error == 0 ? 0 : error * StudentT.twoSided(level, samples.replicates() - 1);
    return new Interval(mean - half, mean + half, level);
  }

  /**
   * Whether a value is inside; a difference whose interval contains 0 may be none.
   *
   * @param value any
   * @return whether it is between the ends, or one of them
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
