package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import dev.beryl.trial.TrialBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GaussianProcessProperties {
  private static final double[] LOSSES = {
    0, 1, 1, 1e300, -1e300, Double.MAX_VALUE, Double.MIN_VALUE, -0.0
  };

  private static SearchSpace anySpace(Random random) {
    var parameters = new ArrayList<Parameter>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      parameters.add(
          switch (random.nextInt(8)) {
            case 0 -> Parameter.real("p" + i, -1e300, 1e300);
            case 1 -> Parameter.real("p" + i, 1e-9, 10).log();
            case 2 -> Parameter.real("p" + i, 0, 1).step(0.25);
            case 3 -> Parameter.integer("p" + i, 1, 1L << 50).log();
            case 4 -> Parameter.integer("p" + i, 3, 3);
            case 5 -> Parameter.choice("p" + i, "a", "b", "c");
            case 6 -> Parameter.ordinal("p" + i, "s", "m", "l");
            default -> Parameter.real("p" + i, 1, Math.nextUp(1.0));
          });
    }
    SearchSpace space = SearchSpace.of(parameters);
    return random.nextInt(4) == 0 ? space.subjectTo("half", t -> space.toUnit(t)[0] <= 0.5) : space;
  }

  private static Problem anyProblem(Random random) {
    Problem problem =
        random.nextInt(4) == 0
            ? Problem.of(anySpace(random), Objective.minimize("a"), Objective.maximize("b"))
            : Problem.of(anySpace(random), Objective.minimize("a"));
    return random.nextInt(4) == 0
        ? problem.withConstraints(List.of(OutcomeConstraint.atMost("c", 0.5)))
        : problem;
  }

  private static double anyNumber(Random random) {
    return random.nextBoolean() ? random.nextGaussian() : LOSSES[random.nextInt(LOSSES.length)];
  }

  private static Trial anyTrial(int number, Treatment treatment, Problem problem, Random random) {
    TrialBuilder trial = Trial.of(number, treatment, problem);
    switch (random.nextInt(10)) {
      case 0 -> {
        return trial.unfinished(
            new Outcome.Failed(Outcome.Reason.EXCEPTION, 0, "step", "no", null));
      }
      case 1 -> {
        return trial.unfinished(new Outcome.TimedOut(0, "step", Duration.ofSeconds(1)));
      }
      case 2 -> {
        int step = random.nextInt(5);
        return trial
            .report(new Report(0, step, anyNumber(random)))
            .unfinished(new Outcome.Pruned(0, step));
      }
      default -> {
        boolean once = random.nextBoolean();
        for (String metric : List.of("a", "b", "c")) {
          double one = anyNumber(random);
          trial.samples(metric, once ? Samples.of(one) : Samples.of(one, one / 2));
        }
        return trial.completed();
      }
    }
  }

  private static GaussianProcess anySettings(Random random) {
    GaussianProcess gp = GaussianProcess.withDefaults().candidates(20, 10).starts(1);
    return switch (random.nextInt(5)) {
      case 0 -> gp.startupTrials(1);
      case 1 -> gp.startupTrials(2).plainLosses().noiseFree();
      case 2 -> gp.startupTrials(3).withoutQuadratic();
      case 3 -> gp.startupTrials(4).mostTrials(20);
      default -> gp.startupTrials(6).noiseFree();
    };
  }

  @Property(tries = 150, seed = "20261129")
  void ask_anySpaceSettingsAndOutcomes_staysInTheSpace(@ForAll long seed) {
    var random = new Random(seed);
    Problem problem = anyProblem(random);
    SearchSpace space = problem.space();
    Optimizer optimizer = Asking.create(anySettings(random), OptimizerSetting.of(problem, seed));
    var pending = new ArrayList<Trial>();
    int number = 0;
    for (int round = 0; round < 25; round++) {
      for (Treatment treatment : optimizer.ask(1 + random.nextInt(3))) {
        assertThat(space.owns(treatment)).isTrue();
        assertThat(space.contains(treatment)).isTrue();
        pending.add(anyTrial(number++, treatment, problem, random));
      }
      while (!pending.isEmpty() && random.nextInt(4) > 0) {
        optimizer.tell(pending.remove(random.nextInt(pending.size())));
      }
      assertThat(optimizer.recommend().stream()).allMatch(space::owns);
    }
  }

  /** However trials arrive between two asks, the next proposals have the same bits. */
  @Property(tries = 40, seed = "20261130")
  void tell_inAnyOrder_leadsToTheSameBits(@ForAll long seed) {
    var random = new Random(seed);
    Problem problem = anyProblem(random);
    GaussianProcess settings = anySettings(random);
    Optimizer one = Asking.create(settings, OptimizerSetting.of(problem, seed));
    Optimizer other = Asking.create(settings, OptimizerSetting.of(problem, seed));
    int number = 0;
    for (int round = 0; round < 8; round++) {
      List<Treatment> asked = one.ask(5);
      assertThat(other.ask(5)).isEqualTo(asked);
      var trials = new ArrayList<Trial>();
      for (Treatment treatment : asked) {
        trials.add(anyTrial(number++, treatment, problem, random));
      }
      trials.forEach(one::tell);
      Collections.shuffle(trials, random);
      trials.forEach(other::tell);
    }
  }
}
