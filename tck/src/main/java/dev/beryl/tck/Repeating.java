package dev.beryl.tck;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.util.List;
import java.util.Optional;

/** Rules 7 and 8: the same study twice, replayed, and beside another one. */
final class Repeating {
  private static final int TRIALS = 80;

  private Repeating() {}

  static int trials(Case test) {
    return test.space().dimension() > 50 ? 30 : TRIALS;
  }

  /** Rule 7: the same calls once more. */
  static void twice(Case test) {
    Same.require(test, "the same calls were made twice", script(test).play(), script(test).play());
  }

  /** Rule 7: the trials are equal, but other objects, as those that were read from a file. */
  static void replayed(Case test) {
    OptimizerSetting setting = test.setting(trials(test), Script.PENDING);
    var copying = new Rehearsal(test, setting, new Copying(test.create(setting)));
    Same.require(
        test,
        "the study was replayed with trials that are equal, but not the same objects",
        script(test).play(),
        new Script(copying, test.seed(), trials(test)).play());
  }

  private static Script script(Case test) {
    return Script.of(test, trials(test));
  }

  /** Rule 8: another study goes on beside it. */
  static void sideBySide(Case test) {
    Script alone = script(test).play();
    Script one = script(test);
    Script other = script(test.with(test.seed() + 1000));
    boolean more = true;
    while (more) {
      more = one.step();
      more |= other.step();
      more |= other.step();
    }
    Same.require(test, "another optimizer of the provider worked beside it", alone, one);
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
      if (trial.outcome() instanceof Outcome.Completed) {
        trial.metrics().forEach(metric -> copy.samples(metric, trial.samples(metric)));
        optimizer.tell(copy.completed());
      } else {
        optimizer.tell(copy.unfinished(trial.outcome()));
      }
    }

    @Override
    public Optional<Treatment> recommend() {
      return optimizer.recommend();
    }
  }
}
