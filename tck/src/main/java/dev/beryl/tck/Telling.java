package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.List;
import java.util.function.ToIntFunction;

/** Rules 4 to 6: what an optimizer is told, and when. */
final class Telling {
  private static final int TRIALS = 60;
  private static final long STREAM = 0x54454C4C; // TELL
  private static final double[] EXTREMES = {
    Double.MAX_VALUE, -Double.MAX_VALUE, 0, -0.0, Double.MIN_VALUE, 1e154, -1e154
  };

  private Telling() {}

  /** How far the optimizer goes where nothing special happens. */
  private static int reference(Case test, OptimizerSetting setting) {
    return new Rehearsal(test, setting).oneByOne(TRIALS).proposals().size();
  }

  private static void requireNoEarlyEnd(Case test, Rehearsal rehearsal, String what) {
    int proposed = rehearsal.proposals().size();
    if (proposed < TRIALS) {
      int usual = reference(test, rehearsal.setting());
      test.require(
          usual < TRIALS,
          proposed,
          "%s, it had no more to propose after %s trials with nothing pending; otherwise it goes on",
          what,
          proposed);
    }
  }

  /** Rule 4. */
  static void anyOrder(Case test) {
    var random = new PhiloxRandom(test.seed(), STREAM);
    pending(test, 8, "told latest first", pending -> pending - 1);
    pending(test, 8, "told in a random order", random::nextInt);
    pending(test, 50, "with up to 50 pending, told in a random order", random::nextInt);
    pending(test, 50, "with up to 50 pending, told latest first", pending -> pending - 1);
  }

  private static void pending(Case test, int most, String how, ToIntFunction<Integer> next) {
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, most));
    List<Rehearsal.Pending> pending = rehearsal.pending();
    boolean more = true;
    while (more || !pending.isEmpty()) {
      int room = Math.min(most - pending.size(), TRIALS - rehearsal.proposals().size());
      more = room > 0 && !rehearsal.ask(Math.min(room, 3)).isEmpty();
      if (!pending.isEmpty() && (!more || pending.size() == most)) {
        int half = pending.size() / 2;
        do {
          rehearsal.tell(pending.get(next.applyAsInt(pending.size())));
        } while (pending.size() > half);
        more = true;
      }
    }
    requireNoEarlyEnd(test, rehearsal, how);
  }

  /** Rule 5: nothing but one fate, from the first trial on. */
  static void only(Case test, Fate fate) {
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, 1));
    while (rehearsal.proposals().size() < TRIALS && !rehearsal.ask(1).isEmpty()) {
      rehearsal.tell(rehearsal.pending().getFirst(), fate);
    }
    rehearsal.recommend();
    requireNoEarlyEnd(test, rehearsal, "when every trial is told as " + fate);
  }

  /** Rule 5: every fate in turn, between completed trials. */
  static void mixed(Case test) {
    Fate[] fates = Fate.values();
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, 1));
    while (rehearsal.proposals().size() < TRIALS && !rehearsal.ask(1).isEmpty()) {
      int number = rehearsal.proposals().size() - 1;
      Fate fate = number % 2 == 0 ? Fate.COMPLETED : fates[number / 2 % fates.length];
      rehearsal.tell(rehearsal.pending().getFirst(), fate);
    }
    requireNoEarlyEnd(test, rehearsal, "when every second trial has no losses");
  }

  /** Rule 5: losses at the ends of the range, and losses that are all equal. */
  static void extremes(Case test) {
    for (boolean equal : new boolean[] {true, false}) {
      OptimizerSetting setting = test.setting(TRIALS, 1).withReplicates(equal ? 1 : 2);
      var rehearsal = new Rehearsal(test, setting);
      while (rehearsal.proposals().size() < TRIALS && !rehearsal.ask(1).isEmpty()) {
        int number = rehearsal.proposals().size() - 1;
        double loss = equal ? 1 : EXTREMES[number % EXTREMES.length];
        rehearsal.tell(rehearsal.pending().getFirst(), Fate.COMPLETED, loss);
      }
      requireNoEarlyEnd(
          test,
          rehearsal,
          equal
              ? "when all losses are equal and standard errors unknown"
              : "when losses are as large as doubles go");
    }
  }

  /** Rule 5: outcome constraints that most trials violate. */
  static void outcomeConstraints(Case test) {
    Problem problem =
        test.open()
            .problem()
            .withConstraints(List.of(OutcomeConstraint.atMost("latency", 0.05)));
    OptimizerSetting setting = test.setting(problem).withTrials(TRIALS);
    var rehearsal = new Rehearsal(test, setting).oneByOne(TRIALS);
    rehearsal.recommend();
    requireNoEarlyEnd(test, rehearsal, "under an outcome constraint that most trials violate");
  }

  /** Rule 5: several objectives, some to be maximized. */
  static void objectives(Case test) {
    List<Objective> objectives =
        List.of(Objective.minimize("loss"), Objective.maximize("gain"), Objective.minimize("size"));
    int count =
        test.subject().provider().capabilities().has(Capability.OBJECTIVES) ? objectives.size() : 1;
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
  static void observations(Case test) {
    OptimizerSetting setting = test.setting(TRIALS, 4);
    var rehearsal = new Rehearsal(test, setting);
    var random = new PhiloxRandom(test.seed(), STREAM);
    int[] numbers = {-1, -2, -3, -1000, Integer.MIN_VALUE};
    for (int number : numbers) {
      observe(rehearsal, number, random);
    }
    while (rehearsal.proposals().size() < TRIALS && !rehearsal.ask(1).isEmpty()) {
      int number = rehearsal.proposals().size();
      observe(rehearsal, -10 - number, random);
      rehearsal.tell(rehearsal.pending().getFirst());
    }
    if (test.space().cardinality().isEmpty()) { // else what was observed may count as tried
      requireNoEarlyEnd(test, rehearsal, "with an observation from elsewhere after each trial");
    }
  }

  private static void observe(Rehearsal rehearsal, int number, PhiloxRandom random) {
    OptimizerSetting setting = rehearsal.setting();
    double[] unit = new double[setting.space().dimension()];
    random.nextDoubles(unit, 0, unit.length);
    Treatment elsewhere = setting.space().fromUnit(unit);
    TrialBuilder trial = Trial.of(number, elsewhere, setting.problem());
    rehearsal.tell(
        number % 3 == 0
            ? Fate.THREW.unfinished(trial)
            : Fate.completed(trial, setting, rehearsal.landscape().loss(elsewhere, 0)));
  }
}
