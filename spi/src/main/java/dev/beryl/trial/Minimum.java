package dev.beryl.trial;

record Minimum() implements SummaryStatistic {

  @Override
  public String name() {
    return "min";
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    double[] values = samples.values();
    double least = Double.POSITIVE_INFINITY;
    for (int i = samples.from(); i < samples.to(); i++) {
      least = Math.min(least, values[i]);
    }
    return least;
  }
}
