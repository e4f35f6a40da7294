package dev.beryl.trial;

record Maximum() implements SummaryStatistic {

  @Override
  public String name() {
    return "max";
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    double[] values = samples.values();
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = samples.from(); i < samples.to(); i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }
}
