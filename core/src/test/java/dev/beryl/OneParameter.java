package dev.beryl;

import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.trial.Objective;
import java.util.List;
import java.util.Map;

/** The numbers from 0 to 10, an experiment whose loss is the number, and studies that try some. */
public final class OneParameter {
  public static final RealParameter X = Parameter.real("x", 0, 10).withDefault(5);
  public static final SearchSpace SPACE = SearchSpace.of(X);
  public static final Objective LOSS = Objective.minimize("loss");
  public static final Experiment<Double> EXPERIMENT =
      Experiment.measuring("loss", ctx -> ctx.get(X));

  private OneParameter() {}

  public static Treatment at(double x) {
    return SPACE.bind(Treatment.of("x" + x, Map.of("x", x)));
  }

  /** Proposes the given numbers one after the other, then nothing. */
  public static ScriptedOptimizer proposing(double... xs) {
    return new ScriptedOptimizer(number -> number < xs.length ? at(xs[number]) : null);
  }

  /** Until all the given numbers have been tried. */
  public static Study study(double... xs) {
    return study(proposing(xs)).untilOptimizerEnds();
  }

  public static Study study(Optimizer optimizer) {
    return Study.of(SPACE, LOSS).optimizer(TestOptimizers.of(setting -> optimizer));
  }

  /** Fails in the given trials, and gives x in the others. */
  public static Experiment<Double> failingIn(Integer... trials) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          if (List.of(trials).contains(ctx.trial())) {
            throw new IllegalStateException("trial " + ctx.trial() + " is broken");
          }
          return ctx.get(OneParameter.X);
        });
  }
}
