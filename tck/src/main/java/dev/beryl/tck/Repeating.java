package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Rules 7 and 8: the same study twice, replayed, and beside another one. */
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
    OptimizerSetting setting = test.setting(trials(test), Script.PENDING);
    var copying = new Rehearsal(test, setting, new Copying(test.create(setting)));
    Comparing.proposals(
        test,
        "the study was replayed with trials that are equal, but not the same objects",
        script(test).play(),
        new Script(copying, test.seed(), trials(test)).play());
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

  /** Tells copies of trials: equal values, other objects. */
  private record Copying(Optimizer optimizer) implements Optimizer {
    @Override
    public List<Treatment> ask(int max) {
      return optimizer.ask(max);
    }

    @Override
    public void tell(Trial trial) {
      Treatment given = trial.treatment();
      Treatment treatment =
          given.space().orElseThrow().bind(Treatment.of(given.name(), given.values()));
      Problem problem = trial.problem();
      TrialBuilder copy =
          Trial.of(
              trial.number(),
              treatment,
              new Problem(problem.space(), problem.objectives(), problem.constraints()));
      trial.metrics().forEach(metric -> copy.samples(metric, trial.samples(metric)));
      optimizer.tell(trial.isCompleted() ? copy.completed() : copy.unfinished(trial.outcome()));
    }

    @Override
    public Optional<Treatment> recommend() {
      return optimizer.recommend();
    }
  }
}
