package dev.beryl.trial;

import dev.beryl.fault.Nulls;

/**
 * Mean made worse by some standard deviations.
 *
 * @param k number of standard deviations
 * @param direction of the objective: they are added to minimize, subtracted to maximize
 */
record MeanPlusDeviation(double k, Direction direction) implements Aggregation {

  MeanPlusDeviation {
    if (!Double.isFinite(k)) {
      throw new IllegalArgumentException(
          "meanPlusSd: expected a finite number of standard deviations, got %s".formatted(k));
    }
    k += 0.0;
  }

  @Override
  public String name() {
    return switch (direction) {
      case MINIMIZE -> "meanPlusSd(%s)".formatted(k);
      case MAXIMIZE -> "meanMinusSd(%s)".formatted(k);
    };
  }

  @Override
  public Aggregation towards(Direction direction) {
    Nulls.refuse("aggregation: direction", direction);
    return new MeanPlusDeviation(k, direction);
  }

  @Override
  public double aggregate(Samples samples) {
    double deviation = Math.sqrt(variance(samples));
    double mean = ArrayMoments.mean(samples.values(), samples.from(), samples.to());
    return Math.fma(direction.loss(k), deviation, mean) + 0.0;
  }

  @Override
  public double standardError(Samples samples) {
    int count = samples.size();
    return samples.hasOneValuePerReplicate()
        ? Math.sqrt(variance(samples) * (1.0 / count + k * k / (2.0 * (count - 1))))
        : Double.NaN;
  }

  private double variance(Samples samples) {
    if (samples.size() < 2) {
      throw new IllegalArgumentException(
          "%s: expected at least two values, got %s; add replicates"
              .formatted(name(), samples.size()));
    }
    return ArrayMoments.variance(samples.values(), samples.from(), samples.to());
  }
}
