package dev.beryl.tck;

/** The rules of {@link dev.beryl.spi.Pruner}, in short. */
enum PrunerRule implements Rule {
  CALLS(
      1,
      "begin comes for each replicate, tell once for each trial, in any order",
      "what is kept of trials that have begun: tells come in another order than begins"),
  JUDGES(
      2,
      "a judge works on a thread of its own while other judges and tell are being called",
      "state that judges share with tell: give each judge an immutable view of it at begin"),
  BEFORE(
      3,
      "a judge decides by its reports and by what was told before its begin",
      "reads of the pruner's state in prunes: take what is needed along at begin"),
  LOSSES(
      4,
      "values are those of the objectives' metrics; objective.loss(value) is to be minimized",
      "values that are compared without objective.loss(…)"),
  RANDOMNESS(
      5,
      "randomness comes from the setting alone: no clock, no shared state, no hash order",
      "static fields, and generators that setting.random(stream) has not made"),
  REPORTS(
      6,
      "tell accepts every outcome; judges accept NaN, infinities, and steps that come again",
      "arrays indexed by step, values assumed to be finite, reports assumed to be there"),
  THREADS(7, "pruners and judges start no threads and do not block", "executors, locks, waiting"),
  PROVIDER(
      8,
      "the provider is found, its name and options are well formed, other options are refused",
      "META-INF/services and module-info, the options' defaults and what reads them"),
  COST(
      9,
      "the cost of a judgment grows no faster than stated, and memory as the trials do",
      "work on the whole history at each report, what is kept for each report");

  private final int number;
  private final String statement;
  private final String lookAt;

  PrunerRule(int number, String statement, String lookAt) {
    this.number = number;
    this.statement = statement;
    this.lookAt = lookAt;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String statement() {
    return statement;
  }

  @Override
  public String lookAt() {
    return lookAt;
  }
}
