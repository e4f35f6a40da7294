package dev.beryl.trial;

/**
 * Mean of the middle values.
 *
 * @param g share to drop at either end
 */
record TrimmedMean(double g) implements SummaryStatistic {

  TrimmedMean {
    if (!(g >= 0 && g < 0.5)) {
      throw new IllegalArgumentException(
          "trimmedMean: expected a share in [0, 0.5) to drop at either end, got %s".formatted(g));
    }
    g += 0.0;
  }

  @Override
  public String name() {
    return "trimmedMean(%s)".formatted(g);
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    double[] sorted = samples.sorted();
    int dropped = dropped(sorted.length);
    return Double.isNaN(sorted[sorted.length - 1])
        ? Double.NaN
        : ArrayMoments.mean(sorted, dropped, sorted.length - dropped);
  }

  @Override
  public double standardErrorOfSeveral(Samples samples) {
    int count = samples.size();
    int dropped = dropped(count);
    int kept = count - 2 * dropped;
    if (kept < 2) {
      return Double.NaN;
    }
    double[] sorted = samples.sorted();
    double low = sorted[dropped];
    double high = sorted[count - 1 - dropped];
    Samples winsorized = samples.map(x -> Math.max(low, Math.min(x, high)));
    double inflation = Math.sqrt(count * (count - 1.0) / (kept * (kept - 1.0)));
    return StandardErrors.ofMean(winsorized) * inflation;
  }

  private int dropped(int count) {
    return (int) Interpolation.share(g, count);
  }
}
