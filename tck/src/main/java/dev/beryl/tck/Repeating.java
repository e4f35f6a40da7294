package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Rules 7 and 8: the same study twice, replayed, on another day, and beside another one. */
final class Repeating {
  private static final int TRIALS = 80;

  private Repeating() {}

  static int trials(OptimizerCase test) {
    return test.space().dimension() > 50 ? 30 : TRIALS;
  }

  /** Rule 7: the same calls once more. */
  static void twice(OptimizerCase test) {
    Comparing.proposals(
        test, "the same calls were made twice", script(test).play(), script(test).play());
  }

  /** Rule 7: the trials are equal, but other objects, as those that were read from a file. */
  static void replayed(OptimizerCase test) {
    retold(
        test,
        "the study was replayed with trials that are equal, but not the same objects",
        trial -> copy(trial, trial.outcome(), trial.duration(), trial.notes()));
  }

  /** Rule 7: the same study on another day, with all that may then be different. */
  static void anotherDay(OptimizerCase test) {
    retold(
        test,
        "the study was run again, with other durations, notes and texts of failures",
        trial ->
            copy(
                trial,
                onAnotherDay(trial.outcome()),
                Duration.ofMillis(1 + Math.floorMod(104_729L * trial.number(), 1000)),
                Map.of("day", "another")));
  }

  private static void retold(OptimizerCase test, String how, UnaryOperator<Trial> retelling) {
    OptimizerSetting setting = test.setting(trials(test), Script.PENDING);
    var retold = new Rehearsal(test, setting, new Retold(test.create(setting), retelling));
    Comparing.proposals(
        test, how, script(test).play(), new Script(retold, test.seed(), trials(test)).play());
  }

  private static Script script(OptimizerCase test) {
    return Script.of(test, trials(test));
  }

  /** Rule 8: another study is played beside it. */
  static void sideBySide(OptimizerCase test) {
    Script alone = script(test).play();
    Script one = script(test);
    Script other = script(test.with(test.seed() + 1000));
    sideBySide(one::step, other::step);
    Comparing.proposals(test, "another optimizer of the provider ran at the same time", alone, one);
  }

  /** Plays two studies in turns, the second at twice the pace of the first. */
  static void sideBySide(BooleanSupplier one, BooleanSupplier other) {
    boolean more = true;
    while (more) {
      more = one.getAsBoolean();
      more |= other.getAsBoolean();
      more |= other.getAsBoolean();
    }
  }

  /** An equal trial whose parts are other objects. */
  private static Trial copy(
      Trial trial, Outcome outcome, Duration duration, Map<String, String> notes) {
    Treatment given = trial.treatment();
    Treatment treatment =
        given.space().orElseThrow().bind(Treatment.of(given.name(), given.values()));
    Problem problem = trial.problem();
    TrialBuilder copy =
        Trial.of(
                trial.number(),
                treatment,
                new Problem(problem.space(), problem.objectives(), problem.constraints()))
            .reports(trial.reports())
            .duration(duration)
            .notes(notes);
    trial.metrics().forEach(metric -> copy.samples(metric, trial.samples(metric)));
    return trial.isCompleted() ? copy.completed() : copy.unfinished(outcome);
  }

  private static Outcome onAnotherDay(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed failed ->
          new Outcome.Failed(
              failed.reason(),
              failed.replicate(),
              failed.step(),
              failed.message() + ", on another day",
              new IllegalStateException("on another day"));
      case Outcome.Rejected rejected ->
          new Outcome.Rejected(
              rejected.constraint(), "on another day", new IllegalStateException("on another day"));
      case Outcome.Completed _, Outcome.Pruned _, Outcome.TimedOut _ -> outcome;
    };
  }

  /** Tells other trials than those that it is told. */
  private record Retold(Optimizer optimizer, UnaryOperator<Trial> retelling) implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      return optimizer.ask(max);
    }

    @Override
    public void tell(Trial trial) {
      optimizer.tell(retelling.apply(trial));
    }

    @Override
    public void revise(Trial trial) {
      optimizer.revise(retelling.apply(trial));
    }

    @Override
    public Optional<Treatment> recommend() {
      return optimizer.recommend();
    }

    @Override
    public Optional<Prediction> predict(Treatment treatment) {
      return optimizer.predict(treatment);
    }
  }
}
