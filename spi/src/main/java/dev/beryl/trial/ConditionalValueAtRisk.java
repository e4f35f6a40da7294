package dev.beryl.trial;

import dev.beryl.fault.Nulls;

/**
 * Mean of the worst values.
 *
 * @param alpha share of the values outside the tail
 * @param direction of the objective: its worst values are the tail
 */
record ConditionalValueAtRisk(double alpha, Direction direction) implements SummaryStatistic {

  ConditionalValueAtRisk {
    if (!(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "cvar: expected a share in [0, 1) outside the tail, got %s".formatted(alpha));
    }
    alpha += 0.0;
  }

  @Override
  public String name() {
    return switch (direction) {
      case MINIMIZE -> "cvar(%s)".formatted(alpha);
      case MAXIMIZE -> "cvar(%s, lower tail)".formatted(alpha);
    };
  }

  @Override
  public Aggregation towards(Direction direction) {
    Nulls.refuse("aggregation: direction", direction);
    return new ConditionalValueAtRisk(alpha, direction);
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    double[] sorted = samples.sorted();
    int count = sorted.length;
    if (Double.isNaN(sorted[count - 1])) {
      return Double.NaN;
    }
    double tail = tail(count);
    int whole = Math.max(1, (int) tail);
    double mean =
        switch (direction) {
          case MINIMIZE -> ArrayMoments.mean(sorted, count - whole, count);
          case MAXIMIZE -> ArrayMoments.mean(sorted, 0, whole);
        };
    return tail <= whole
        ? mean
        : Interpolation.between(mean, sorted[threshold(count, whole)], (tail - whole) / tail);
  }

  @Override
  public double standardErrorOfSeveral(Samples samples) {
    int count = samples.size();
    double tail = tail(count);
    if (tail == count) {
      return StandardErrors.ofMean(samples);
    }
    if (tail < 1) {
      return Double.NaN;
    }
    double threshold = samples.sorted()[threshold(count, (int) tail)];
    Samples excess =
        switch (direction) {
          case MINIMIZE -> samples.map(x -> Math.max(x - threshold, 0));
          case MAXIMIZE -> samples.map(x -> Math.max(threshold - x, 0));
        };
    return StandardErrors.ofMean(excess) / (1 - alpha);
  }

  /** How many values the tail has, one of them perhaps in part. */
  private double tail(int count) {
    return count - Interpolation.share(alpha, count);
  }

  /** Index among the sorted values of the worst one that is not wholly in the tail. */
  private int threshold(int count, int whole) {
    return switch (direction) {
      case MINIMIZE -> count - 1 - whole;
      case MAXIMIZE -> whole;
    };
  }
}
