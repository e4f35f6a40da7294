package dev.beryl.tck;

import java.util.List;

/** The rules of {@link dev.beryl.spi.Optimizer}, in short. */
final class OptimizerRules {
  static final Rule PROPOSALS =
      new Rule(
          1,
          "ask and recommend return treatments of the setting's space",
          "places outside [0, 1] or NaN that go to space.fromUnit, treatments made by hand, null");
  static final Rule SIZES =
      new Rule(
          2,
          "ask(max) returns at most max treatments, for any max >= 1",
          "a batch or a population that is returned whole, a list that is allocated for max");
  static final Rule EMPTY =
      new Rule(
          3,
          "an empty answer means: nothing until the next tell, or never again if no trial is pending",
          "how a finite space's treatments are counted, and what ask returns once it is"
              + " exhausted");
  static final Rule ORDER =
      new Rule(
          4,
          "tell is called once for each proposal, in any order, with any number of trials pending",
          "data of pending trials: it must be found by trial.number(), not by order");
  static final Rule OUTCOMES =
      new Rule(
          5,
          "tell accepts every outcome and every finite loss; only completed trials have losses",
          "calls of trial.loss() without trial.isCompleted(), arithmetic that overflows to NaN,"
              + " standard errors and reported values that are NaN");
  static final Rule OBSERVATIONS =
      new Rule(
          6,
          "tell accepts trials that were never asked for; they have negative numbers",
          "arrays and maps indexed by trial.number()");
  static final Rule REPEATABLE =
      new Rule(
          7,
          "the same setting and the same calls give the same treatments, in any process",
          "hash order, identity of objects, durations and notes of trials, Math where StrictMath"
              + " has the same bits everywhere");
  static final Rule RANDOMNESS =
      new Rule(
          8,
          "randomness comes from the setting alone: no clock, no shared state, no hash order",
          "static fields, and generators that do not come from setting.random(stream)");
  static final Rule THREADS =
      new Rule(
          9,
          "an optimizer starts no threads, does not block, and is called from any thread",
          "executors, parallel streams, thread locals, locks");
  static final Rule CONSTRAINTS =
      new Rule(
          10,
          "an optimizer avoids treatments that a hard constraint of the space rejects",
          "space.violated(treatment) before a proposal, with a bound on the number of attempts");
  static final Rule COST =
      new Rule(
          11,
          "the cost of ask and tell grows no faster than stated, and memory no faster than the trials",
          "work on the whole history at each ask, data that is kept for each ask or pair of trials");
  static final Rule PROVIDER =
      new Rule(
          12,
          "the provider is found, its name and options are well formed, other options are refused",
          "META-INF/services and module-info, the options' defaults and their readers");
  static final Rule CAPABILITIES =
      new Rule(
          13,
          "create accepts settings that the provider's capabilities cover; it refuses others and says why",
          "capabilities().lacking(setting) at the start of create");
  static final Rule LEARNING =
      new Rule(
          14,
          "an optimizer that declares LEARNING does better than random search on a smooth function",
          "the sign of the loss: it is always to be minimized; the standard error: it may be NaN");
  static final Rule OUTCOME_CONSTRAINTS =
      new Rule(
          15,
          "violated outcome constraints do not stop an optimizer; one that declares OUTCOME_CONSTRAINTS"
              + " learns from them",
          "the best feasible trial, which need not exist; sums of excesses, which may overflow;"
              + " comparisons that look at the loss alone");

  static final Rule REVISIONS =
      new Rule(
          16,
          "revise accepts a completed trial again, with more replicates, and counts it as no further one",
          "a revise that calls tell, and counters of told or pending trials");

  static final Rule PREDICTIONS =
      new Rule(
          17,
          "predict accepts every treatment of the space, and neither it nor recommend changes what comes later",
          "a deviation of one value, arithmetic that overflows, a generator or a model that proposals share");

  static final List<Rule> ALL =
      List.of(
          PROPOSALS,
          SIZES,
          EMPTY,
          ORDER,
          OUTCOMES,
          OBSERVATIONS,
          REPEATABLE,
          RANDOMNESS,
          THREADS,
          CONSTRAINTS,
          COST,
          PROVIDER,
          CAPABILITIES,
          LEARNING,
          OUTCOME_CONSTRAINTS,
          REVISIONS,
          PREDICTIONS);

  private OptimizerRules() {}
}
