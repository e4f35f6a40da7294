package dev.beryl.trial;

record Mean() implements SummaryStatistic {

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    return ArrayMoments.mean(samples.values(), samples.from(), samples.to());
  }

  @Override
  public double standardErrorOfSeveral(Samples samples) {
    return StandardErrors.ofMean(samples);
  }
}
