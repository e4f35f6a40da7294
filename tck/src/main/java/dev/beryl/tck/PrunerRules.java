package dev.beryl.tck;

import java.util.List;

/** The rules of {@link dev.beryl.spi.Pruner}, in short. */
final class PrunerRules {
  static final Rule CALLS =
      new Rule(
          1,
          "begin and tell are called once for each trial, tells in any order",
          "data of started trials: tells come in another order than begins");
  static final Rule JUDGES =
      new Rule(
          2,
          "a judge works on its own thread while other judges and tell are being called",
          "state that judges share with tell: give each judge an immutable view of it at begin");
  static final Rule BEFORE =
      new Rule(
          3,
          "a judge decides by what it is given and by the trials that were told before its begin",
          "access to the pruner's state in prunes and prunesAfter: copy what is needed at begin");
  static final Rule LOSSES =
      new Rule(
          4,
          "values are those of the objectives' metrics; objective.loss(value) is to be minimized",
          "values that are compared without objective.loss(…)");
  static final Rule RANDOMNESS =
      new Rule(
          5,
          "randomness comes from the setting alone: no clock, no shared state, no hash order",
          "static fields, and generators that do not come from setting.random(stream)");
  static final Rule REPORTS =
      new Rule(
          6,
          "tell accepts every outcome; judges accept NaN, infinities, and steps that repeat",
          "arrays indexed by step, values assumed to be finite, reports assumed to exist");
  static final Rule THREADS =
      new Rule(
          7, "pruners and judges start no threads and do not block", "executors, locks, waiting");
  static final Rule PROVIDER =
      new Rule(
          8,
          "the provider is found, its name and options are well formed, other options are refused",
          "META-INF/services and module-info, the options' defaults and their readers");
  static final Rule COST =
      new Rule(
          9,
          "the cost of a judgment grows no faster than stated, and memory no faster than the trials",
          "work on the whole history at each report, data that is kept for each report");
  static final Rule ROUNDS =
      new Rule(
          10,
          "rounds are numbers of replicates, at least 1, strictly ascending, and do not change",
          "the array that rounds() returns, and rounds that depend on trials told");

  static final Rule WRITTEN =
      new Rule(
          11,
          "a judge that was written and read decides as the one that wrote it; other bytes are refused",
          "state of the pruner that read uses: all that decides must be in the bytes");

  static final List<Rule> ALL =
      List.of(
          CALLS,
          JUDGES,
          BEFORE,
          LOSSES,
          RANDOMNESS,
          REPORTS,
          THREADS,
          PROVIDER,
          COST,
          ROUNDS,
          WRITTEN);

  private PrunerRules() {}
}
