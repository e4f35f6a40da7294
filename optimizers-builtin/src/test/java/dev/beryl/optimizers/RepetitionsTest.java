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
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
