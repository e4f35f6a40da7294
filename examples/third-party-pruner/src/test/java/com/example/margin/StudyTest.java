package com.example.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A study that asks for it by name. */
class StudyTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);

  /** Falls towards x, with some noise of the replicate. */
  private static final Experiment<?> CURVE =
      Experiment.measuring(
          "loss",
          ctx -> {
            double level = ctx.get(X) + 0.01 * ctx.random().nextDouble();
            for (int step = 1; step <= 20; step++) {
              ctx.report(step, level + 1.0 / step);
            }
            return level;
          });

  private static Study study() {
    return Study.of(SearchSpace.of(X), Objective.minimize("loss"))
        .optimizer("random")
        .trials(40)
        .replicates(3)
        .seed(42);
  }

  @Test
  void pruned_isWhatIsWorseThanTheBestByTheMargin() {
    StudyResult all = CURVE.optimize(study());
    StudyResult pruned = CURVE.optimize(study().pruner("margin", Map.of("margin", 0.1)));

    assertEquals(
        all.bestTrial().orElseThrow().value(), pruned.bestTrial().orElseThrow().value());
    long stopped =
        pruned.trials().stream().filter(t -> t.outcome() instanceof Outcome.Pruned).count();
    assertTrue(stopped > 20, () -> stopped + " of 40 trials were stopped");
  }
}
