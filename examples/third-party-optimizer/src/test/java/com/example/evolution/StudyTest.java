package com.example.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Studies that ask for it by name. */
class StudyTest {
  private static final RealParameter X = Parameter.real("x", -5, 5);
  private static final RealParameter Y = Parameter.real("y", -5, 5);

  /** Rosenbrock's function, whose minimum of 0 lies at (1, 1) in a bent valley. */
  private static final Experiment<?> VALLEY =
      Experiment.measuring(
          "loss",
          ctx -> {
            double x = ctx.get(X);
            double y = ctx.get(Y);
            return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
          });

  private static StudyResult optimize(Map<String, ?> options) {
    return VALLEY.optimize(
        Study.of(SearchSpace.of(X, Y), Objective.minimize("loss"))
            .optimizer("differential-evolution", options)
            .trials(600)
            .parallelism(4)
            .seed(42));
  }

  @Test
  void bentValley_isFollowedToItsEnd() {
    StudyResult result = optimize(Map.of());

    assertTrue(result.bestTrial().orElseThrow().value() < 1e-6, result::toString);
    assertEquals(1, result.recommended().get(X), 1e-2);
    assertEquals(1, result.recommended().get(Y), 1e-2);
  }

  @Test
  void unknownOption_isRefusedWithTheNearest() {
    var refused = assertThrows(IllegalArgumentException.class, () -> optimize(Map.of("weigth", 1)));

    assertTrue(refused.getMessage().contains("did you mean 'weight'?"), refused::getMessage);
  }
}
