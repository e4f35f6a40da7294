package dev.beryl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.spi.OptimizerChoice;
import dev.beryl.spi.OptimizerSetting;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Problem;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionsTest {
  private static final int TRIALS = 200;

  private final ChoiceParameter<String> kind = Parameter.choice("kind", "few", "many");
  private final IntegerParameter few = Parameter.integer("n", 1, 4).when(kind, "few");
  private final RealParameter many = Parameter.real("x", 0, 1).when(kind, "many");
  private final SearchSpace branches = SearchSpace.of(kind, few, many);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void cmaEs_bestInACorner_proposesNothingTwice(int dimension) {
    List<RealParameter> parameters = reals(dimension);
    ToDoubleFunction<Treatment> sum =
        treatment -> parameters.stream().mapToDouble(treatment::get).sum();
    for (long seed = 1; seed <= 5; seed++) {
      for (int inFlight : new int[] {1, 4}) {
        Optimizer optimizer =
            Asking.create(CmaEs.withDefaults(), setting(SearchSpace.of(parameters), seed));
        var study = new CmaEsStudy(optimizer, sum).runInFlight(TRIALS, inFlight, seed);
        assertThat(study.proposed()).hasSizeGreaterThanOrEqualTo(TRIALS).doesNotHaveDuplicates();
        assertThat(study.best()).isZero();
      }
    }
  }

  @Test
  void ask_bestInABranchOfFewTreatments_proposesNothingTwice() {
    for (OptimizerChoice each :
        List.<OptimizerChoice>of(CmaEs.withDefaults(), Tpe.withDefaults())) {
      for (long seed = 1; seed <= 5; seed++) {
        Optimizer optimizer = Asking.create(each, setting(branches, seed));
        var study = new CmaEsStudy(optimizer, this::fewAreBest).run(TRIALS);
        assertThat(study.proposed()).hasSize(TRIALS).doesNotHaveDuplicates();
        assertThat(study.best()).isEqualTo(1);
      }
    }
  }

  static List<OptimizerChoice> designs() {
    return List.of(
        RandomSearch.withDefaults(),
        Sobol.withDefaults(),
        Halton.withDefaults(),
        Halton.withDefaults().unscrambled(),
        LatinHypercube.withDefaults());
  }

  /** Half of all points are in the branch of four treatments: each of these comes once. */
  @ParameterizedTest
  @MethodSource("designs")
  void design_branchOfFewTreatments_proposesEachOnce(OptimizerChoice design) {
    for (long seed = 1; seed <= 5; seed++) {
      List<Treatment> proposed =
          Asking.upTo(TRIALS, Asking.create(design, setting(branches, seed)));
      assertThat(proposed).hasSize(TRIALS).doesNotHaveDuplicates();
      assertThat(proposed.stream().filter(each -> each.get(kind).equals("few"))).hasSize(4);
    }
  }

  /** A point that would repeat a treatment is left out; the others stay in their order. */
  @Test
  void sobol_pointsThatWouldRepeat_areLeftOutOfTheSequence() {
    SearchSpace cube = SearchSpace.of(reals(3));
    Optimizer plain = Asking.create(Sobol.withDefaults(), Asking.setting(cube, 3));
    var expected = new LinkedHashSet<Treatment>();
    while (expected.size() < TRIALS) {
      expected.add(branches.fromUnit(cube.toUnit(plain.ask(1).getFirst())));
    }
    Optimizer optimizer = Asking.create(Sobol.withDefaults(), Asking.setting(branches, 3));
    assertThat(Asking.upTo(TRIALS, optimizer)).containsExactlyElementsOf(expected);
  }

  /** The branch with a continuum is forbidden: when the other is used up, its treatments repeat. */
  @ParameterizedTest
  @MethodSource("designs")
  void design_nothingNewIsAllowed_repeatsWhatIs(OptimizerChoice design) {
    SearchSpace space =
        SearchSpace.of(kind, few, many).subjectTo("few", each -> each.get(kind).equals("few"));
    List<Treatment> proposed = Asking.upTo(10, Asking.create(design, setting(space, 1)));
    assertThat(proposed).hasSize(10).allMatch(each -> space.violated(each).isEmpty());
    assertThat(proposed.subList(0, 4)).doesNotHaveDuplicates();
  }

  private double fewAreBest(Treatment treatment) {
    return treatment.get(kind).equals("few") ? treatment.get(few) : 10 + treatment.get(many);
  }

  @Test
  void cmaEs_replicatesThatDiffer_evaluatesACornerAgain() {
    List<RealParameter> parameters = reals(2);
    SearchSpace space = SearchSpace.of(parameters);
    Problem problem = Problem.of(space, Objective.minimize("loss"));
    Optimizer optimizer = Asking.create(CmaEs.withDefaults(), setting(space, 1).withReplicates(2));
    List<Treatment> proposed = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      Treatment treatment = optimizer.ask(1).getFirst();
      double loss = parameters.stream().mapToDouble(treatment::get).sum();
      proposed.add(treatment);
      optimizer.tell(
          Trial.of(trial, treatment, problem)
              .samples("loss", Samples.of(loss, loss + 0.01))
              .completed());
    }
    assertThat(proposed.stream().distinct().count()).isLessThan(TRIALS);
  }

  private static List<RealParameter> reals(int dimension) {
    return IntStream.range(0, dimension).mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList();
  }

  private static OptimizerSetting setting(SearchSpace space, long seed) {
    return Asking.setting(space, seed).withTrials(TRIALS);
  }
}
