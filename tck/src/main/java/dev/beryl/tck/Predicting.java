package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.Treatment;

/** Rule 17: what an optimizer expects of a treatment, and that asking it changes nothing. */
final class Predicting {
  private static final int TRIALS = 30;
  private static final int EVERY = 20; // steps of a script
  private static final long STREAM = 0x50524544; // PRED

  private Predicting() {}

  /** Treatments of all kinds, before, within and after a study. */
  static void anyTreatment(OptimizerCase test) {
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, Script.PENDING));
    var random = new PhiloxRandom(test.seed(), STREAM);
    rehearsal.predict(anywhere(test, random));
    var script = new Script(rehearsal, test.seed(), TRIALS);
    for (int step = 1; script.step(); step++) {
      if (step % EVERY == 0) {
        rehearsal.predict(anywhere(test, random));
      }
    }
    rehearsal.predict(anywhere(test, random));
    if (!rehearsal.proposals().isEmpty()) {
      rehearsal.predict(rehearsal.proposals().getFirst());
    }
    rehearsal.recommend().ifPresent(rehearsal::predict);
  }

  /** Losses at the ends of the range. */
  static void extremes(OptimizerCase test) {
    var rehearsal = new Rehearsal(test, test.setting(TRIALS, 1));
    double[] extremes = Telling.EXTREMES;
    rehearsal.oneByOne(
        TRIALS,
        trial -> {
          rehearsal.tell(trial, OutcomeKind.COMPLETED, extremes[trial.number() % extremes.length]);
          if (trial.number() % 10 == 1) {
            rehearsal.predict(trial.treatment());
          }
        });
    rehearsal.predict(anywhere(test, new PhiloxRandom(test.seed(), STREAM)));
  }

  /** The same study, in which it is asked for recommendations and predictions now and then. */
  static void changesNothing(OptimizerCase test) {
    var random = new PhiloxRandom(test.seed(), STREAM);
    Script undisturbed = Script.of(test, TRIALS).play();
    Script asked = Script.of(test, TRIALS);
    for (int step = 0; asked.step(); step++) {
      if (step % EVERY == 0) {
        asked.rehearsal().recommend();
        asked.rehearsal().predict(anywhere(test, random));
      }
    }
    Comparing.proposals(
        test, "recommend and predict were called in between", undisturbed, asked);
    Treatment any = anywhere(test, random);
    String first = undisturbed.rehearsal().predict(any).toString();
    String then = asked.rehearsal().predict(any).toString();
    test.require(
        first.equals(then),
        TRIALS,
        "recommend and predict were called in between: predict first returned %s, then %s",
        first,
        then);
  }

  private static Treatment anywhere(OptimizerCase test, PhiloxRandom random) {
    double[] unit = new double[test.space().dimension()];
    random.nextDoubles(unit, 0, unit.length);
    return test.space().fromUnit(unit);
  }
}
