package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Prediction;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GaussianProcessModelTest {
  private final RealParameter x = Parameter.real("x", -2, 3);
  private final RealParameter y = Parameter.real("y", 1e-3, 10).log();
  private final CategoricalParameter<String> c = Parameter.choice("c", "a", "b");
  private final SearchSpace space = SearchSpace.of(x, y, c, Parameter.integer("constant", 4, 4));
  private final Problem problem =
      Problem.of(space, Objective.minimize("loss"), Objective.maximize("gain"));

  private double loss(Treatment t) {
    return 100 + 7 * (t.get(x) - 1) * (t.get(x) - 1) + (t.get(c).equals("b") ? 20 : 0);
  }

  private List<Trial> trials(int count, ToDoubleFunction<Treatment> loss) {
    var random = new SplittableRandom(1);
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < count; i++) {
      Treatment treatment = space.fromUnit(random.doubles(4).toArray());
      trials.add(
          Trial.of(i, treatment, problem)
              .samples("loss", Samples.of(loss.applyAsDouble(treatment)))
              .samples("gain", Samples.of(-3 * loss.applyAsDouble(treatment)))
              .completed());
    }
    return trials;
  }

  private Treatment at(double atX, double atY, String atC) {
    return space.fromCoordinates(
        new long[] {x.coordinateOf(atX), y.coordinateOf(atY), c.coordinateOf(atC), 4});
  }

  @Test
  void predict_smoothLoss_isInTheMetricsUnit() {
    GaussianProcessModel model = GaussianProcess.fit(trials(60, this::loss));
    for (double atX : new double[] {0, 0.5, 1, 1.9}) {
      Treatment treatment = at(atX, 0.2, "a");
      Prediction prediction = model.predict(treatment);
      assertThat(prediction.mean()).isCloseTo(loss(treatment), within(0.5));
      assertThat(prediction.standardDeviation()).isBetween(0.0, 2.0);
    }
  }

  @Test
  void predict_objectiveToBeMaximized_hasItsSign() {
    GaussianProcessModel model =
        GaussianProcess.fit(trials(60, this::loss), 1, GaussianProcess.withDefaults().noiseFree());
    Treatment treatment = at(0.7, 0.02, "a");
    assertThat(model.predict(treatment).mean()).isCloseTo(-3 * loss(treatment), within(1.5));
  }

  @Test
  void predict_farFromAllTrials_isLessCertain() {
    List<Trial> near =
        trials(200, this::loss).stream().filter(t -> t.treatment().get(x) < 0.5).toList();
    GaussianProcessModel model = GaussianProcess.fit(near);
    assertThat(model.predict(at(2.9, 0.1, "a")).standardDeviation())
        .isGreaterThan(3 * model.predict(at(0.2, 0.1, "a")).standardDeviation());
  }

  @Test
  void predict_doesNotDependOnTheOrderOfTrials() {
    List<Trial> trials = trials(40, this::loss);
    List<Trial> shuffled = new ArrayList<>(trials);
    Collections.shuffle(shuffled, new Random(3));
    Treatment treatment = at(-1, 3, "b");
    assertThat(GaussianProcess.fit(shuffled).predict(treatment))
        .isEqualTo(GaussianProcess.fit(trials).predict(treatment));
  }

  @Test
  void predict_extremeLosses_isFinite() {
    for (double factor : new double[] {1e300, 1e-310, 0}) {
      GaussianProcessModel model = GaussianProcess.fit(trials(30, t -> factor * (loss(t) - 130)));
      for (Trial trial : trials(10, this::loss)) {
        Prediction prediction = model.predict(trial.treatment());
        assertThat(prediction.mean()).isFinite();
        assertThat(prediction.standardDeviation()).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void lengthScales_nameTheParametersThatMatter() {
    GaussianProcessModel model = GaussianProcess.fit(trials(60, t -> Math.sin(4 * t.get(x))));
    assertThat(model.lengthScales()).containsOnlyKeys("x", "y", "c");
    assertThat(model.lengthScales().get("y")).isGreaterThan(2 * model.lengthScales().get("x"));
  }

  @Test
  void fit_nothingCompleted_saysWhatIsNeeded() {
    Trial failed =
        Trial.of(0, at(0, 1, "a"), problem)
            .unfinished(new Outcome.Failed(Outcome.Reason.NOT_FINITE, 0, "loss", "NaN", null));
    assertThatThrownBy(() -> GaussianProcess.fit(List.of(failed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gp: expected at least one completed trial to fit the model to, got none among 1");
  }

  @Test
  void fit_failedAndPrunedTrials_countAsWorse() {
    List<Trial> trials = new ArrayList<>(trials(30, this::loss));
    for (int i = 0; i < 5; i++) {
      trials.add(
          Trial.of(30 + i, at(2.8 + 0.04 * i, 1, "a"), problem)
              .unfinished(new Outcome.Failed(Outcome.Reason.NOT_FINITE, 0, "loss", "NaN", null)));
    }
    double worst =
        trials.stream().filter(Trial::isCompleted).mapToDouble(Trial::value).max().orElseThrow();
    GaussianProcessModel model = GaussianProcess.fit(trials);
    assertThat(model.predict(at(2.9, 1, "a")).mean()).isBetween(worst - 20, worst);
  }
}
