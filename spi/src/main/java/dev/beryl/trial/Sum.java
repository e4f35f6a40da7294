package dev.beryl.trial;

record Sum() implements SummaryStatistic {

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    return ArrayMoments.sum(samples.values(), samples.from(), samples.to());
  }

  @Override
  public double standardErrorOfSeveral(Samples samples) {
    return StandardErrors.ofSum(samples);
  }
}
