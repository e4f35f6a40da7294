package com.example.tuning;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;

/** Minimizes a function of two parameters with the optimizer that is named on the command line. */
public final class Tune {
  private Tune() {}

  /**
   * Runs the study.
   *
   * @param arguments the name of an optimizer
   */
  public static void main(String... arguments) {
    RealParameter x = Parameter.real("x", -5, 5);
    RealParameter y = Parameter.real("y", -5, 5);
    Experiment<Double> valley =
        Experiment.measuring(
            "loss",
            ctx -> {
              double bend = ctx.get(y) - ctx.get(x) * ctx.get(x);
              return 100 * bend * bend + (1 - ctx.get(x)) * (1 - ctx.get(x));
            });

    StudyResult result =
        valley.optimize(
            Study.of(SearchSpace.of(x, y), Objective.minimize("loss"))
                .optimizer(arguments[0])
                .trials(400)
                .seed(42));

    System.out.printf("%s: %s%n", result.optimizer(), result.bestTrial().orElseThrow());
  }
}
