package dev.beryl.trial;

/** An aggregation to which one value is its own aggregate, and nothing is known of its error. */
sealed interface SummaryStatistic extends Aggregation
    permits ConditionalValueAtRisk,
        Last,
        Maximum,
        Mean,
        Median,
        Minimum,
        Quantile,
        Sum,
        TrimmedMean {

  @Override
  default double aggregate(Samples samples) {
    return switch (samples.size()) {
      case 0 ->
          throw new IllegalArgumentException(
              "%s: expected at least one value, got none".formatted(name()));
      case 1 -> aggregate(samples.get(0));
      default -> aggregateSeveral(samples) + 0.0;
    };
  }

  @Override
  default double aggregate(double only) {
    return only + 0.0;
  }

  @Override
  default double standardError(Samples samples) {
    return samples.replicates() < 2 || samples.size() < 2
        ? Double.NaN
        : standardErrorOfSeveral(samples);
  }

  /** The aggregate of at least two values. A negative zero is made positive afterwards. */
  double aggregateSeveral(Samples samples);

  /** The standard error for at least two replicates and two values. */
  default double standardErrorOfSeveral(Samples samples) {
    return Double.NaN;
  }
}
