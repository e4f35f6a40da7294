package dev.beryl.race;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.study.Interval;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.Samples;
import java.util.Arrays;

/**
 * Aggregates of resampled blocks, the same blocks for all finalists. Its numbers depend on the seed
 * and the values alone.
 */
final class Bootstrap {
  private static final int LEAST = 500;
  private static final int MOST = 20_000;
  private static final int BEYOND = 10; // resamples beyond a quantile, for it to be known

  private final long seed;

  Bootstrap(long seed) {
    this.seed = seed;
  }

  /** How many resamples show events of a probability. */
  private static int count(double error) {
    return (int) Math.clamp(Math.ceil(BEYOND / error), LEAST, MOST);
  }

  /**
   * Differences of the aggregates of resampled blocks, in ascending order.
   *
   * @param first values of one finalist by block
   * @param second values of another in the same blocks; empty: 0 is taken off
   * @param error the probability of interest
   */
  double[] differences(Aggregation aggregation, double[] first, double[] second, double error) {
    var random = new PhiloxRandom(seed, first.length);
    double[] differences = new double[count(error)];
    double[] ofFirst = new double[first.length];
    double[] ofSecond = new double[second.length];
    for (int b = 0; b < differences.length; b++) {
      random.seek(b, 0);
      for (int i = 0; i < first.length; i++) {
        int block = random.nextInt(first.length);
        ofFirst[i] = first[block];
        if (second.length > 0) {
          ofSecond[i] = second[block];
        }
      }
      differences[b] =
          aggregation.aggregate(Samples.of(ofFirst))
              - (second.length > 0 ? aggregation.aggregate(Samples.of(ofSecond)) : 0);
    }
    Arrays.sort(differences);
    return differences;
  }

  /** The interval between quantiles of differences; unbounded for fewer than two blocks. */
  Interval interval(Aggregation aggregation, double[] first, double[] second, double error) {
    if (first.length < 2) {
      return ConfidenceSequence.unbounded(error);
    }
    double[] differences = differences(aggregation, first, second, error / 2);
    int beyond = (int) (error / 2 * differences.length);
    return new Interval(
        differences[beyond], differences[differences.length - 1 - beyond], 1 - error);
  }
}
