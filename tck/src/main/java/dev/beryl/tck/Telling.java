package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Rules 4 to 6: what an optimizer is told, and when. */
final class Telling {
  static final int TRIALS = 60;
  private static final long STREAM = 0x54454C4C; // TELL
  static final double[] EXTREMES = {
    Double.MAX_VALUE, -Double.MAX_VALUE, 0, -0.0, Double.MIN_VALUE, 1e154, -1e154
  };

  private Telling() {}

  static void requireNoEarlyEnd(OptimizerCase test, Rehearsal rehearsal, String what) {
    int proposed = rehearsal.proposals().size();
    if (proposed < TRIALS) {
      int usual = new Rehearsal(test, rehearsal.setting()).oneByOne(TRIALS).proposals().size();
      test.require(
          usual < TRIALS,
          proposed,
          "%s, it had no more to propose after %s trials with nothing pending; otherwise it"
              + " continues",
          what,
          proposed);
    }
  }

  /** Rule 4. */
  static void anyOrder(OptimizerCase test) {
    var random = new PhiloxRandom(test.seed(), STREAM);
    pending(test, 8, "told latest first", pending -> pending - 1);
    pending(test, 8, "told in a random order", random::nextInt);
    pending(test, 50, "with up to 50 pending, told in a random order", random::nextInt);
    pending(test, 50, "with up to 50 pending, told latest first", pending -> pending - 1);
  }

  private static void pending(OptimizerCase test, int most, String how, IntUnaryOperator next) {
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, most));
    rehearsal.pending(TRIALS, most, 3, size -> size / 2, next);
    requireNoEarlyEnd(test, rehearsal, how);
  }

  /** Rule 5: one kind of outcome only, from the first trial on. */
  static void only(OptimizerCase test, OutcomeKind kind) {
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, 1));
    rehearsal.oneByOne(TRIALS, trial -> rehearsal.tell(trial, kind)).recommend();
    requireNoEarlyEnd(test, rehearsal, "when every trial is told as " + kind);
  }

  /** Rule 5: every kind of outcome in turn, between completed trials. */
  static void mixed(OptimizerCase test) {
    OutcomeKind[] kinds = OutcomeKind.values();
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, 1));
    rehearsal.oneByOne(
        TRIALS,
        trial -> {
          int number = trial.number();
          rehearsal.tell(
              trial, number % 2 == 0 ? OutcomeKind.COMPLETED : kinds[number / 2 % kinds.length]);
        });
    requireNoEarlyEnd(test, rehearsal, "when every second trial has no losses");
  }

  /** Rule 5: losses at the ends of the range, and losses that are all equal. */
  static void extremes(OptimizerCase test) {
    for (boolean equal : new boolean[] {true, false}) {
      OptimizerSetting setting = test.setting(TRIALS, 1).withReplicates(equal ? 1 : 2);
      var rehearsal = new Rehearsal(test, setting);
      rehearsal.oneByOne(
          TRIALS,
          trial ->
              rehearsal.tell(
                  trial,
                  OutcomeKind.COMPLETED,
                  equal ? 1 : EXTREMES[trial.number() % EXTREMES.length]));
      requireNoEarlyEnd(
          test,
          rehearsal,
          equal
              ? "when all losses are equal and standard errors unknown"
              : "when losses are as large as doubles go");
    }
  }

  /** Rule 5: several objectives, some to be maximized. */
  static void objectives(OptimizerCase test) {
    List<Objective> objectives =
        List.of(Objective.minimize("loss"), Objective.maximize("gain"), Objective.minimize("size"));
    int count = test.has(Capability.OBJECTIVES) ? objectives.size() : 1;
    for (int first = 0; first < 2; first++) {
      OptimizerSetting setting =
          test.setting(
                  Problem.of(
                      test.space(),
                      objectives.subList(first, Math.min(first + count, objectives.size()))))
              .withTrials(TRIALS);
      var rehearsal = new Rehearsal(test, setting).oneByOne(TRIALS);
      rehearsal.recommend();
      requireNoEarlyEnd(test, rehearsal, "for the objectives " + setting.objectives());
    }
  }

  /** Rule 6. */
  static void observations(OptimizerCase test) {
    OptimizerSetting setting = test.setting(TRIALS, 4);
    var rehearsal = new Rehearsal(test, setting);
    var random = new PhiloxRandom(test.seed(), STREAM);
    for (int number : new int[] {-1, -2, -3, -1000, Integer.MIN_VALUE}) {
      observe(rehearsal, number, random);
    }
    rehearsal.oneByOne(
        TRIALS,
        trial -> {
          observe(rehearsal, -11 - trial.number(), random);
          rehearsal.tell(trial);
        });
    if (test.space().cardinality().isEmpty()) { // else what was observed may count as tried
      requireNoEarlyEnd(test, rehearsal, "with an observation from elsewhere after each trial");
    }
  }

  private static void observe(Rehearsal rehearsal, int number, PhiloxRandom random) {
    OptimizerSetting setting = rehearsal.setting();
    double[] unit = new double[setting.space().dimension()];
    random.nextDoubles(unit, 0, unit.length);
    Treatment elsewhere = setting.space().fromUnit(unit);
    OutcomeKind kind = number % 3 == 0 ? OutcomeKind.THREW : OutcomeKind.COMPLETED;
    TrialBuilder trial = Trial.of(number, elsewhere, setting.problem());
    rehearsal.tell(kind.end(trial, setting, rehearsal.function().loss(elsewhere, 0)));
  }
}
