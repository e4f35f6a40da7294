package dev.beryl.report.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SurfaceTest {
  private static final RealParameter X = Parameter.real("x", 1e-3, 10).log();
  private static final RealParameter Y = Parameter.real("y", 0, 1);
  private static final IntegerParameter N = Parameter.integer("n", 1, 4);
  private static final CategoricalParameter<String> C = Parameter.choice("c", "a", "b", "d");
  private static final SearchSpace SPACE = SearchSpace.of(X, Y, N, C);

  private static StudyResult result(int count, ToDoubleFunction<Treatment> loss) {
    var problem = Problem.of(SPACE, Objective.minimize("loss"));
    var random = new PhiloxRandom(5, 0);
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < count; i++) {
      double[] unit = new double[SPACE.dimension()];
      for (int j = 0; j < unit.length; j++) {
        unit[j] = random.nextDouble();
      }
      Treatment treatment = SPACE.fromUnit(unit);
      trials.add(
          Trial.of(i, treatment, problem)
              .samples("loss", Samples.of(loss.applyAsDouble(treatment)))
              .completed());
    }
    return Results.of(SPACE, trials);
  }

  /** A step at 0.1, the middle of the scale of x, and one at 0.5 of y. */
  @Test
  void steps_areWhereTheyAreOnTheScales() {
    StudyResult result = result(400, t -> (t.get(X) < 0.1 ? 0 : 1) + (t.get(Y) < 0.5 ? 0 : 2));

    double[][] losses = Surface.losses(result, X, Y, 10);

    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        double expected = (i < 5 ? 0 : 1) + (j < 5 ? 0 : 2);
        assertThat(losses[i][j]).as("cell %s, %s", i, j).isCloseTo(expected, within(0.15));
      }
    }
  }

  @Test
  void others_areAveragedOverTheirRange() {
    StudyResult result = result(600, t -> t.get(C).equals("b") ? 3 : 0);

    double[][] losses = Surface.losses(result, X, Y, 4);

    for (double[] column : losses) {
      assertThat(column).containsExactly(new double[] {1, 1, 1, 1}, within(0.05));
    }
  }

  @Test
  void choicesAndIntegers_haveTheCellsOfTheirValues() {
    StudyResult result = result(400, t -> t.get(N) + (t.get(C).equals("d") ? 10 : 0));

    double[][] losses = Surface.losses(result, C, N, 4);

    assertThat(losses).hasDimensions(3, 4);
    assertThat(losses[0]).containsExactly(new double[] {1, 2, 3, 4}, within(0.3));
    assertThat(losses[2]).containsExactly(new double[] {11, 12, 13, 14}, within(0.3));
  }

  @Test
  void parameterOfAnotherSpace_isRefused() {
    StudyResult result = result(20, t -> t.get(Y));

    assertThatThrownBy(() -> Surface.losses(result, Parameter.real("z", 0, 1), Y, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'z', 'y' and 4");
    assertThatThrownBy(() -> Surface.losses(result(9, t -> t.get(Y)), X, Y, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 10 completed trials, got 9");
  }
}
