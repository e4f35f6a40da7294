package dev.beryl.tck;

import java.util.List;

/** The rules of {@link dev.beryl.spi.Pruner}, in short. */
final class PrunerRules {
  static final Rule CALLS =
      new Rule(
          1,
          "begin comes for each replicate, tell once for each trial, in any order",
          "what is kept of trials that have begun: tells come in another order than begins");
  static final Rule JUDGES =
      new Rule(
          2,
          "a judge works on a thread of its own while other judges and tell are being called",
          "state that judges share with tell: give each judge an immutable view of it at begin");
  static final Rule BEFORE =
      new Rule(
          3,
          "a judge decides by its reports and by what was told before its begin",
          "reads of the pruner's state in prunes: take what is needed along at begin");
  static final Rule LOSSES =
      new Rule(
          4,
          "values are those of the objectives' metrics; objective.loss(value) is to be minimized",
          "values that are compared without objective.loss(…)");
  static final Rule RANDOMNESS =
      new Rule(
          5,
          "randomness comes from the setting alone: no clock, no shared state, no hash order",
          "static fields, and generators that setting.random(stream) has not made");
  static final Rule REPORTS =
      new Rule(
          6,
          "tell accepts every outcome; judges accept NaN, infinities, and steps that come again",
          "arrays indexed by step, values assumed to be finite, reports assumed to be there");
  static final Rule THREADS =
      new Rule(
          7, "pruners and judges start no threads and do not block", "executors, locks, waiting");
  static final Rule PROVIDER =
      new Rule(
          8,
          "the provider is found, its name and options are well formed, other options are refused",
          "META-INF/services and module-info, the options' defaults and what reads them");
  static final Rule COST =
      new Rule(
          9,
          "the cost of a judgment grows no faster than stated, and memory as the trials do",
          "work on the whole history at each report, what is kept for each report");

  static final List<Rule> ALL =
      List.of(CALLS, JUDGES, BEFORE, LOSSES, RANDOMNESS, REPORTS, THREADS, PROVIDER, COST);

  private PrunerRules() {}
}
