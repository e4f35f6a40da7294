package dev.beryl.trial;

record Median() implements SummaryStatistic {

  @Override
  public String name() {
    return "median";
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    double[] sorted = samples.sorted();
    int last = sorted.length - 1;
    return Double.isNaN(sorted[last])
        ? Double.NaN
        : Interpolation.midpoint(sorted[last / 2], sorted[sorted.length / 2]);
  }

  @Override
  public double standardErrorOfSeveral(Samples samples) {
    return StandardErrors.ofQuantile(0.5, samples);
  }
}
