package dev.beryl.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.CapturedLog;
import dev.beryl.OneParameter;
import dev.beryl.ScriptedOptimizer;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** An optimizer that breaks its rules ends the study with an error that says which, and how. */
class OptimizerRulesTest {

  private record Broken(
      IntFunction<List<Treatment>> asked, Consumer<Trial> told, Optional<Treatment> best)
      implements Optimizer {

    static Broken asking(IntFunction<List<Treatment>> asked) {
      return new Broken(asked, trial -> {}, Optional.empty());
    }

    @Override
    public List<Treatment> ask(int max) {
      return asked.apply(max);
    }

    @Override
    public void tell(Trial trial) {
      told.accept(trial);
    }

    @Override
    public Optional<Treatment> recommend() {
      return best;
    }
  }

  private static StudyFailedException failure(Optimizer optimizer) {
    var thrown =
        catchThrowableOfType(
            StudyFailedException.class,
            () -> OneParameter.EXPERIMENT.optimize(OneParameter.study(optimizer).trials(5)));
    assertThat(thrown).as("the study fails").isNotNull();
    assertThat(thrown.result().ending()).isEqualTo(Ending.FAILED);
    assertThat(thrown.result().endingText()).isEqualTo(thrown.getMessage());
    return thrown;
  }

  @Test
  void ask_throws_endsTheStudyWithWhatWasFinished() {
    var cause = new IllegalStateException("singular matrix");
    var number = new int[1];
    StudyFailedException thrown =
        failure(
            Broken.asking(max -> {
              if (number[0] == 2) {
                throw cause;
              }
              return List.of(OneParameter.at(++number[0]));
            }));

    assertThat(thrown)
        .hasMessage(
            "optimizer 'test' could not propose trial 2: java.lang.IllegalStateException: singular"
                + " matrix")
        .hasCause(cause);
    assertThat(thrown.result().trials()).hasSize(2);
    assertThat(thrown.result().recommended().get(OneParameter.X)).isEqualTo(1);
  }

  @Test
  void ask_tooMany_isRule2() {
    StudyFailedException thrown =
        failure(Broken.asking(max -> List.of(OneParameter.at(1), OneParameter.at(2))));

    assertThat(thrown)
        .hasMessageContaining("rule 2: asked for at most 1 treatments, it proposed 2");
    assertThat(thrown.result().trials()).isEmpty();
  }

  @Test
  void ask_null_isAnErrorOfTheOptimizer() {
    assertThat(failure(Broken.asking(max -> null)))
        .hasMessageStartingWith("optimizer 'test' could not propose trial 0");
  }

  @Test
  void ask_nullTreatment_isAnErrorOfTheOptimizer() {
    assertThat(failure(Broken.asking(max -> Arrays.asList((Treatment) null))))
        .hasMessageStartingWith("optimizer 'test' could not propose trial 0");
  }

  @Test
  void ask_treatmentOfAnEqualSpace_isRule1() {
    SearchSpace twin = SearchSpace.of(Parameter.real("x", 0, 10).withDefault(5));
    assertThat(twin).isEqualTo(OneParameter.SPACE);

    assertThat(failure(Broken.asking(max -> List.of(twin.fromUnit(new double[] {0.5})))))
        .hasMessageContaining(
            "rule 1: the optimizer's treatment {x=5.0} does not belong to the space");
  }

  @Test
  void ask_treatmentMadeByHand_isRule1() {
    assertThat(failure(Broken.asking(max -> List.of(Treatment.of("t", Map.of("x", 5))))))
        .hasMessageContaining(
            "rule 1: the optimizer's treatment t{x=5} does not belong to the space");
    assertThat(failure(Broken.asking(max -> List.of(Treatment.of("t", Map.of("y", 5))))))
        .hasMessageContaining("rule 1: the optimizer's treatment t{y=5}");
  }

  @Test
  void ask_endlessRecursion_endsTheStudy() {
    class Endless implements Optimizer {
      @Override
      public List<Treatment> ask(int max) {
        return ask(max).reversed();
      }

      @Override
      public void tell(Trial trial) {}
    }

    assertThat(failure(new Endless()))
        .hasMessageContaining("could not propose trial 0: java.lang.StackOverflowError");
  }

  @Test
  void tell_throws_endsTheStudyAndKeepsThatTrial() {
    var cause = new IllegalArgumentException("no more room");
    StudyFailedException thrown =
        failure(
            new Broken(
                max -> List.of(OneParameter.at(3)),
                trial -> {
                  throw cause;
                },
                Optional.empty()));

    assertThat(thrown)
        .hasMessage(
            "optimizer 'test' could not learn from trial 0: java.lang.IllegalArgumentException: no"
                + " more room")
        .hasCause(cause);
    assertThat(thrown.result().trials()).hasSize(1);
    assertThat(thrown.result().recommended().get(OneParameter.X)).isEqualTo(3);
  }

  @Test
  void recommend_isTheBestTreatment() {
    var optimizer =
        new Broken(
            max -> List.of(OneParameter.at(3)), trial -> {}, Optional.of(OneParameter.at(2)));

    StudyResult result = OneParameter.EXPERIMENT.optimize(OneParameter.study(optimizer).trials(1));

    assertThat(result.recommended().get(OneParameter.X)).isEqualTo(2);
    assertThat(result.bestTrial().orElseThrow().treatment().get(OneParameter.X)).isEqualTo(3);
  }

  @Test
  void recommend_foreignTreatment_leavesItToTheBestTrial() throws ReflectiveOperationException {
    Treatment foreign = Treatment.of("t", Map.of("y", 5));
    var optimizer =
        new Broken(max -> List.of(OneParameter.at(3)), trial -> {}, Optional.of(foreign));
    try (CapturedLog log = CapturedLog.of("dev.beryl")) {

      StudyResult result =
          OneParameter.EXPERIMENT.optimize(OneParameter.study(optimizer).trials(1));

      assertThat(result.recommended().get(OneParameter.X)).isEqualTo(3);
      assertThat(log.entries()).hasSize(1);
    }
  }

  @Test
  void ask_severalAtOnce_areAllRunAndTold() {
    ScriptedOptimizer inner = OneParameter.proposing(5, 4, 3, 2, 1);
    var wanted = new ArrayList<Integer>();
    var greedy =
        new Broken(
            max -> {
              wanted.add(max);
              return inner.ask(max);
            },
            inner::tell,
            Optional.empty());

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            OneParameter.study(greedy).untilOptimizerEnds().parallelism(3));

    assertThat(wanted.getFirst()).isEqualTo(3);
    assertThat(inner.toldNumbers()).containsExactly(0, 1, 2, 3, 4);
    assertThat(result.values(0)).containsExactly(5, 4, 3, 2, 1);
    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
  }
}
