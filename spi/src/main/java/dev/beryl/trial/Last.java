package dev.beryl.trial;

record Last() implements SummaryStatistic {

  @Override
  public String name() {
    return "last";
  }

  @Override
  public double aggregateSeveral(Samples samples) {
    return samples.last();
  }
}
