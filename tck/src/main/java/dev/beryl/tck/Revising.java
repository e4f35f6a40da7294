package dev.beryl.tck;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.spi.Capability;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rule 16: trials get more replicates after they were told. */
final class Revising {
  private static final long STREAM = 0x52455649; // REVI
  private static final int PENDING = 4;

  private Revising() {}

  /** A trial that was told as completed, and the replicates that it has by now. */
  private static final class Told {
    final Rehearsal.Pending trial;
    int replicates;

    Told(Rehearsal.Pending trial, int replicates) {
      this.trial = trial;
      this.replicates = replicates;
    }
  }

  /** Trials are revised between asks and tells, and it proposes as many as otherwise. */
  static void goesOn(OptimizerCase test) {
    Rehearsal rehearsal = play(test, test.setting(Telling.TRIALS, PENDING), noise(test));
    Telling.requireNoEarlyEnd(test, rehearsal, "when told trials get more replicates");
    rehearsal.recommend();
  }

  /** Revised losses at the ends of the range. */
  static void extremes(OptimizerCase test) {
    Rehearsal rehearsal =
        play(
            test,
            test.setting(Telling.TRIALS, PENDING),
            told -> Telling.EXTREMES[(told.trial.number() + told.replicates) % 7]);
    Telling.requireNoEarlyEnd(test, rehearsal, "when revised losses are as large as doubles go");
  }

  /** The same calls once more. */
  static void twice(OptimizerCase test) {
    Comparing.proposals(
        test,
        "the same calls, with the same revisions, were made twice",
        play(test, test.setting(Telling.TRIALS, PENDING), noise(test)),
        play(test, test.setting(Telling.TRIALS, PENDING), noise(test)));
  }

  /** Several objectives. */
  static void objectives(OptimizerCase test) {
    if (test.has(Capability.OBJECTIVES)) {
      List<Objective> two = List.of(Objective.minimize("loss"), Objective.maximize("gain"));
      OptimizerSetting setting =
          test.setting(Problem.of(test.space(), two)).withTrials(Telling.TRIALS);
      Telling.requireNoEarlyEnd(
          test, play(test, setting, noise(test)), "for the objectives " + two + ", revised");
    }
  }

  private static ToDoubleFunction<Told> noise(OptimizerCase test) {
    var random = new PhiloxRandom(test.seed(), STREAM + 1);
    var function = new SmoothFunction(test.space(), test.seed());
    return told -> function.loss(told.trial.treatment(), 0) + random.nextDouble() - 0.5;
  }

  private static Rehearsal play(
      OptimizerCase test, OptimizerSetting setting, ToDoubleFunction<Told> loss) {
    var rehearsal = new Rehearsal(test, setting);
    var random = new PhiloxRandom(test.seed(), STREAM);
    var told = new ArrayList<Told>();
    boolean more = true;
    while (more || !rehearsal.pending().isEmpty()) {
      int room =
          Math.min(
              PENDING - rehearsal.pending().size(), Telling.TRIALS - rehearsal.proposals().size());
      more = room > 0 && !rehearsal.ask(room).isEmpty();
      if (!rehearsal.pending().isEmpty()) {
        Rehearsal.Pending next =
            rehearsal.pending().get(random.nextInt(rehearsal.pending().size()));
        boolean fails = next.number() % 5 == 3;
        rehearsal.tell(next, fails ? OutcomeKind.THREW : OutcomeKind.COMPLETED);
        if (!fails && setting.space().violated(next.treatment()).isEmpty()) {
          told.add(new Told(next, setting.replicates()));
        }
        more = true;
      }
      if (!told.isEmpty() && random.nextBoolean()) {
        Told chosen = told.get(random.nextInt(told.size()));
        chosen.replicates += random.nextInt(1, 4);
        rehearsal.revise(revised(chosen, setting, loss.applyAsDouble(chosen)));
      }
    }
    return rehearsal;
  }

  private static Trial revised(Told told, OptimizerSetting setting, double loss) {
    TrialBuilder trial = Trial.of(told.trial.number(), told.trial.treatment(), setting.problem());
    for (Objective objective : setting.objectives()) {
      double[] values = new double[told.replicates];
      Arrays.fill(values, objective.loss(loss));
      trial.samples(objective.metric(), Samples.wrap(values, 0, values.length));
    }
    return trial.completed();
  }
}
