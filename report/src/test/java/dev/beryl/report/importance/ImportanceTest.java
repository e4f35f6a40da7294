package dev.beryl.report.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.random.PhiloxRandom;
import dev.beryl.report.importance.Importance.OfParameter;
import dev.beryl.space.CategoricalParameter;
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
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The known answers are exact for uniform trials; tolerances are those of smoothing and noise. */
class ImportanceTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);
  private static final RealParameter Y = Parameter.real("y", 0, 1);

  /** Uniform trials of a space, each unit coordinate bent by a function. */
  private static List<Trial> trials(
      SearchSpace space,
      int count,
      long seed,
      DoubleUnaryOperator bend,
      ToDoubleFunction<Treatment> f) {
    var problem = Problem.of(space, Objective.minimize("loss"));
    var random = new PhiloxRandom(seed, 0);
    var trials = new ArrayList<Trial>();
    double[] unit = new double[space.dimension()];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < unit.length; j++) {
        unit[j] = j == 0 ? bend.applyAsDouble(random.nextDouble()) : random.nextDouble();
      }
      Treatment treatment = space.fromUnit(unit);
      trials.add(
          Trial.of(i, treatment, problem)
              .samples("loss", Samples.of(f.applyAsDouble(treatment)))
              .completed());
    }
    return trials;
  }

  private static Importance of(SearchSpace space, int count, ToDoubleFunction<Treatment> f) {
    return Importance.of(space, trials(space, count, 7, u -> u, f), 0);
  }

  private static SearchSpace withIdle(int idle, RealParameter... parameters) {
    return SearchSpace.of(
        Stream.concat(
                Stream.of(parameters),
                Stream.iterate(0, i -> i + 1)
                    .limit(idle)
                    .map(i -> Parameter.real("idle" + i, 0, 1)))
            .toList());
  }

  @Test
  void oneParameter_explainsTheWholeIndicator() {
    Importance importance = of(SearchSpace.of(X), 1000, t -> t.get(X));

    assertThat(importance.best()).isEqualTo(100);
    assertThat(importance.explained()).isCloseTo(1, within(0.12));
    assertThat(importance.parameters().getFirst().searched()).isEqualTo(1);
    assertThat(importance.parameters().getFirst().isAboveFloor()).isTrue();
  }

  @Test
  void twoAdditiveParameters_haveTheKnownSharesAndExplainTheKnownPart() {
    Importance importance = of(SearchSpace.of(X, Y), 20_000, t -> t.get(X) + t.get(Y) / 2);

    // With t = sqrt(2 g) / 2 ... D0 = 4 / (3 t) - 1 and D1 = 2 / (3 t) - 1 at g = 0.1.
    assertThat(importance.parameters().get(0).searched()).isCloseTo(0.744, within(0.02));
    assertThat(importance.parameters().get(1).searched()).isCloseTo(0.256, within(0.02));
    assertThat(importance.parameters().get(0).range()).isCloseTo(0.744, within(0.02));
    assertThat(importance.explained()).isCloseTo(0.481, within(0.03));
  }

  @Test
  void conditionalParameter_sharesTheVarianceWithItsGate() {
    CategoricalParameter<String> gate = Parameter.choice("gate", "A", "B");
    RealParameter x = X.when(gate, "A");
    SearchSpace space = SearchSpace.of(gate, x);

    Importance importance = of(space, 20_000, t -> t.get(gate).equals("A") ? t.get(x) : 0.5);

    assertThat(importance.parameters().get(0).searched()).isCloseTo(1.0 / 9, within(0.02));
    assertThat(importance.parameters().get(1).searched()).isCloseTo(8.0 / 9, within(0.02));
    assertThat(importance.parameters().get(1).range()).isCloseTo(8.0 / 9, within(0.02));
    assertThat(importance.explained()).isCloseTo(1, within(0.06));
  }

  @Test
  void monotoneChangeOfTheLoss_changesNoBit() {
    SearchSpace space = withIdle(2, X, Y);
    ToDoubleFunction<Treatment> f = t -> t.get(X) + t.get(Y) / 2;

    Importance plain = of(space, 300, f);
    Importance bent = of(space, 300, t -> StrictMath.exp(5 * f.applyAsDouble(t)) - 3);

    for (int j = 0; j < 4; j++) {
      OfParameter a = plain.parameters().get(j);
      OfParameter b = bent.parameters().get(j);
      assertThat(b.searched()).isEqualTo(a.searched());
      assertThat(b.searchedFloor()).isEqualTo(a.searchedFloor());
      assertThat(b.range()).isEqualTo(a.range());
      assertThat(b.explored()).isEqualTo(a.explored());
    }
    assertThat(bent.explained()).isEqualTo(plain.explained());
  }

  @Test
  void logarithmicParameter_isAsImportantAsItsLogarithm() {
    RealParameter logarithmic = Parameter.real("x", 1e-6, 1).log();
    RealParameter linear = Parameter.real("x", StrictMath.log(1e-6), 0);

    Importance a =
        of(
            SearchSpace.of(logarithmic, Y),
            400,
            t -> StrictMath.log(t.get(logarithmic)) + 3 * t.get(Y));
    Importance b = of(SearchSpace.of(linear, Y), 400, t -> t.get(linear) + 3 * t.get(Y));

    assertThat(a.parameters().get(0).searched())
        .isCloseTo(b.parameters().get(0).searched(), within(1e-9));
    assertThat(a.parameters().get(0).forest())
        .isCloseTo(b.parameters().get(0).forest(), within(0.01));
  }

  @Test
  void forestOnALogarithmicScale_seesTheLogarithm() {
    RealParameter x = Parameter.real("x", 1e-6, 1).log();
    Importance importance =
        of(SearchSpace.of(x, Y), 1000, t -> StrictMath.log10(t.get(x)) + 3 * t.get(Y));

    assertThat(importance.parameters().get(0).forest()).isCloseTo(0.8, within(0.05));
    assertThat(importance.parameters().get(1).forest()).isCloseTo(0.2, within(0.05));
  }

  @Test
  void renamedAndReorderedChoices_areAsImportant() {
    CategoricalParameter<String> choice = Parameter.choice("c", "a", "b", "c", "d");
    CategoricalParameter<String> renamed = Parameter.choice("c", "z", "y", "x", "w");
    double[] effect = {0, 3, 1, 2};
    double[] reordered = {2, 1, 3, 0}; // a is w, b is x, c is z, d is y
    var byName = List.of(3, 2, 0, 1); // where a, b, c, d went

    List<Trial> plain =
        trials(SearchSpace.of(choice, Y), 500, 3, u -> u, t -> effect[index(choice, t)] + t.get(Y));
    Importance a = Importance.of(SearchSpace.of(choice, Y), plain, 0);
    SearchSpace space = SearchSpace.of(renamed, Y);
    var problem = Problem.of(space, Objective.minimize("loss"));
    List<Trial> moved =
        plain.stream()
            .map(trial -> {
              int old = index(choice, trial.treatment());
              double y = trial.treatment().get(Y);
              Treatment treatment =
                  space.fromCoordinates(
                      new long[] {byName.get(old), Double.doubleToRawLongBits(y)});
              return Trial.of(trial.number(), treatment, problem)
                  .samples("loss", Samples.of(trial.value()))
                  .completed();
            })
            .toList();
    Importance b = Importance.of(space, moved, 0);

    assertThat(reordered).hasSize(4);
    assertThat(b.parameters().getFirst().searched())
        .isCloseTo(a.parameters().getFirst().searched(), within(1e-12));
    assertThat(b.parameters().getFirst().explored())
        .isCloseTo(a.parameters().getFirst().explored(), within(1e-12));
    assertThat(b.parameters().getFirst().forest())
        .isCloseTo(a.parameters().getFirst().forest(), within(1e-9));
  }

  private static int index(CategoricalParameter<String> choice, Treatment treatment) {
    return choice.values().indexOf(treatment.get(choice));
  }

  /** Eight idle parameters at a level of 5 %: more than three above it has probability 0.0004. */
  @Test
  void idleParameters_areBelowTheFloor() {
    Importance importance = of(withIdle(8, X, Y), 100, t -> t.get(X) + t.get(Y) / 2);

    assertThat(importance.parameters().getFirst().isAboveFloor()).isTrue();
    assertThat(importance.parameters().stream().skip(2).filter(OfParameter::isAboveFloor).count())
        .isLessThanOrEqualTo(3);
  }

  /** The search that found a parameter's best values hides its importance; the range shows it. */
  @Test
  void parameterThatTheSearchSettled_looksIdleAmongTheTrialsAndIsMarkedUnexplored() {
    SearchSpace space = withIdle(3, X, Y);
    List<Trial> settled =
        trials(space, 4000, 5, u -> 1 - StrictMath.pow(u, 1.0 / 20), t -> t.get(X) + t.get(Y) / 2);

    OfParameter x = Importance.of(space, settled, 0).parameters().getFirst();

    assertThat(x.searched()).isLessThan(0.15); // the truth is 0.74
    assertThat(x.range()).isGreaterThan(0.6);
    assertThat(x.explored()).isCloseTo(0.13, within(0.03));
    assertThat(x.isExplored()).isFalse();
  }

  @Test
  void fullyExploredRange_isNearlyOne() {
    Importance importance = of(SearchSpace.of(X, Y), 2000, t -> t.get(X));

    assertThat(importance.parameters())
        .allSatisfy(p -> assertThat(p.explored()).isGreaterThan(0.95));
  }

  @Test
  void interactionAlone_isLeftUnexplained() {
    SearchSpace space = SearchSpace.of(X, Y);
    Importance importance =
        of(space, 2000, t -> (t.get(X) < 0.5) == (t.get(Y) < 0.5) ? t.get(X) * 1e-9 : 1);

    Importance checkerboard =
        of(
            space,
            4000,
            t -> {
              boolean same = (t.get(X) < 0.5) == (t.get(Y) < 0.5);
              return same ? (t.get(X) * 7919 + t.get(Y) * 104729) % 1 : 1;
            });

    assertThat(importance.explained()).isGreaterThan(checkerboard.explained());
    assertThat(checkerboard.explained()).isLessThan(0.05);
  }

  @Test
  void lossOfTwoValues_saysThatTiesDecide() {
    Importance importance = of(SearchSpace.of(X, Y), 100, t -> t.get(X) < 0.5 ? 0 : 1);

    assertThat(importance.tied()).isTrue();
    assertThat(importance.best()).isBetween(35, 65);
  }

  @Test
  void equalLosses_areExplainedByNothing() {
    Importance importance = of(SearchSpace.of(X, Y), 100, _ -> 1);

    assertThat(importance.best()).isEqualTo(100);
    assertThat(importance.explained()).isZero();
    assertThat(importance.parameters()).noneMatch(OfParameter::isAboveFloor);
  }

  @Test
  void importanceOfAnObjective_isThatOfItsValues() {
    SearchSpace space = SearchSpace.of(X, Y);
    var problem = Problem.of(space, Objective.minimize("a"), Objective.maximize("b"));
    List<Trial> trials =
        trials(space, 200, 3, u -> u, t -> 0).stream()
            .map(trial ->
                Trial.of(trial.number(), trial.treatment(), problem)
                    .samples("a", Samples.of(trial.treatment().get(X)))
                    .samples("b", Samples.of(trial.treatment().get(Y)))
                    .completed())
            .toList();
    StudyResult result = Results.of(space, trials);

    assertThat(Importance.of(result, 0).ranked().getFirst().parameter()).isEqualTo(X);
    assertThat(Importance.of(result, 1).ranked().getFirst().parameter()).isEqualTo(Y);
    assertThat(Importance.of(result).ranked()).allSatisfy(of -> assertThat(of.forest()).isNaN());
    assertThatThrownBy(() -> Importance.of(result, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void result_needsTenCompletedTrials() {
    assertThatThrownBy(() ->
            Importance.of(
                Results.of(
                    SearchSpace.of(X), trials(SearchSpace.of(X), 9, 1, u -> u, t -> t.get(X)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 10 completed trials, got 9");
  }
}
