package dev.beryl.trial;

/**
 * Quantile of type 7.
 *
 * @param p its probability
 */
record Quantile(double p) implements SummaryStatistic {

  Quantile {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "quantile: expected a probability in [0, 1], got %s".formatted(p));
    }
    p += 0.0;
  }

  @Override
  public String name() {
    return "quantile(%s)".formatted(p);
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    return of(samples.sorted());
  }

  double of(double[] sorted) {
    int last = sorted.length - 1;
    if (Double.isNaN(sorted[last])) {
      return Double.NaN;
    }
    return Interpolation.at(Interpolation.share(p, last), sorted);
  }

  @Override
  public double standardErrorOfSeveral(Samples samples) {
    return StandardErrors.ofQuantile(p, samples);
  }
}
