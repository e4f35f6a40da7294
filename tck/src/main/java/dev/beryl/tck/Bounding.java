package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.OutcomeConstraint;
import java.util.Arrays;
import java.util.List;

/**
 * Rule 15: outcome constraints.
 *
 * <p>Whether an optimizer learns from excesses is seen in {@value Learning#STUDIES} pairs of
 * studies. Both are told the same losses and values of a bounded metric. In the first of a pair the
 * bound is one that a quarter of the space satisfies, far from the smallest losses; in the second
 * it is one that everything satisfies. The optimizer wins a pair if more proposals of the first
 * study's second half satisfy the first bound. If excesses make no difference, or change proposals
 * without a direction, it wins {@value Learning#ENOUGH} or more with a probability of at most
 * 0.008.
 */
final class Bounding {
  private static final int TRIALS = 60;
  private static final int DRAWS = 1000;
  private static final double ALLOWED_SHARE = 0.25;
  private static final double ANYTHING = 2; // the bounded metric is in [0, 1]
  private static final long STREAM = 0x424F554E; // BOUN

  private Bounding() {}

  private static OptimizerSetting bounded(OptimizerCase test, OutcomeConstraint... constraints) {
    return test.setting(test.open().problem().withConstraints(List.of(constraints)))
        .withTrials(Telling.TRIALS);
  }

  /** No completed trial satisfies the constraint. */
  static void noneIsFeasible(OptimizerCase test) {
    OptimizerSetting setting = bounded(test, OutcomeConstraint.atMost("latency", 0));
    var rehearsal = new Rehearsal(test, setting);
    rehearsal.oneByOne(
        Telling.TRIALS,
        trial ->
            rehearsal.tell(
                trial,
                rehearsal.function().loss(trial.treatment(), 0),
                1 + rehearsal.function().bounded(trial.treatment())));
    rehearsal.recommend();
    Telling.requireNoEarlyEnd(test, rehearsal, "when every trial violates an outcome constraint");
  }

  /** Most trials violate the constraint, several are pending, and some fail. */
  static void fewAreFeasible(OptimizerCase test) {
    OptimizerSetting setting =
        bounded(test, OutcomeConstraint.atMost("latency", 0.05)).withParallelism(Script.PENDING);
    var rehearsal = new Rehearsal(test, setting);
    new Script(rehearsal, test.seed(), Telling.TRIALS).play();
    rehearsal.recommend();
    Telling.requireNoEarlyEnd(
        test, rehearsal, "when most trials violate an outcome constraint and some fail");
  }

  /** Excesses as large as doubles go, on both sides of two bounds. */
  static void extremes(OptimizerCase test) {
    OptimizerSetting setting =
        bounded(test, OutcomeConstraint.atMost("latency", 0), OutcomeConstraint.atLeast("gain", 0));
    var rehearsal = new Rehearsal(test, setting);
    double[] extremes = Telling.EXTREMES;
    rehearsal.oneByOne(
        Telling.TRIALS,
        trial ->
            rehearsal.tell(
                trial,
                rehearsal.function().loss(trial.treatment(), 0),
                extremes[trial.number() % extremes.length],
                -extremes[trial.number() / 2 % extremes.length]));
    rehearsal.recommend();
    Telling.requireNoEarlyEnd(test, rehearsal, "when excesses are as large as doubles go");
  }

  /** Told excesses, it proposes more that is feasible. */
  static void learns(OptimizerCase test) {
    test.assume(Capability.OUTCOME_CONSTRAINTS);
    int wins = Learning.wins(test, Bounding::proposesMore);
    test.require(
        wins >= Learning.ENOUGH,
        -1,
        "told that trials violate an outcome constraint, it proposed more that satisfy it than"
            + " when told that all do in %s of %s pairs of studies; at least %s are expected where"
            + " the capability OUTCOME_CONSTRAINTS is declared",
        wins,
        Learning.STUDIES,
        Learning.ENOUGH);
  }

  private static boolean proposesMore(OptimizerCase test) {
    double bound = boundOfShare(test);
    return feasible(test, bound, bound) > feasible(test, ANYTHING, bound);
  }

  /** How many proposals of a study's second half satisfy a bound, which may not be the study's. */
  private static long feasible(OptimizerCase test, double bound, double counted) {
    OptimizerSetting setting = bounded(test, OutcomeConstraint.atMost("latency", bound));
    var rehearsal = new Rehearsal(test, setting.withTrials(TRIALS));
    SmoothFunction function = rehearsal.function();
    rehearsal.oneByOne(
        TRIALS,
        trial ->
            rehearsal.tell(
                trial, function.loss(trial.treatment(), 0), function.bounded(trial.treatment())));
    return rehearsal.proposals().stream()
        .skip(TRIALS / 2)
        .filter(treatment -> function.bounded(treatment) <= counted)
        .count();
  }

  /** The bound that a share of the space satisfies. */
  private static double boundOfShare(OptimizerCase test) {
    var function = new SmoothFunction(test.space(), test.seed());
    var random = new PhiloxRandom(test.seed(), STREAM);
    double[] unit = new double[test.space().dimension()];
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      random.nextDoubles(unit, 0, unit.length);
      Treatment drawn = test.space().fromUnit(unit);
      values[i] = function.bounded(drawn);
    }
    Arrays.sort(values);
    return values[(int) (ALLOWED_SHARE * DRAWS)];
  }
}
