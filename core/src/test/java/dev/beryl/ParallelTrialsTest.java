package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Optimizer;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With k trials in flight tells come in the order of asking, and k alone decides what is known
 * when.
 */
class ParallelTrialsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void parallelism_tellsInTheOrderOfAsking(int k) {
    ScriptedOptimizer optimizer = new ScriptedOptimizer(number -> OneParameter.at(number % 11));

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            OneParameter.study(optimizer).trials(40).replicates(2).parallelism(k));

    assertThat(optimizer.toldNumbers())
        .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
    assertThat(optimizer.mostPending()).isEqualTo(Math.min(k, 40));
    assertThat(result.trials()).extracting(Trial::number).isSorted();
  }

  /** The number of trials that were told before each one was asked for. */
  private static List<Integer> toldBefore(int k, int trials) {
    var told = new ArrayList<Integer>();
    ScriptedOptimizer optimizer = new ScriptedOptimizer(number -> OneParameter.at(number % 11));
    Optimizer counting =
        new Optimizer() {
          @Override
          public List<Treatment> ask(int max) {
            List<Treatment> asked = optimizer.ask(max);
            asked.forEach(treatment -> told.add(optimizer.told().size()));
            return asked;
          }

          @Override
          public void tell(Trial trial) {
            optimizer.tell(trial);
          }
        };
    OneParameter.EXPERIMENT.optimize(OneParameter.study(counting).trials(trials).parallelism(k));
    return told;
  }

  @Test
  void parallelism_decidesWhatIsKnownAtEachAsk() {
    assertThat(toldBefore(1, 6)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(toldBefore(3, 6)).containsExactly(0, 0, 0, 1, 2, 3);
    assertThat(toldBefore(10, 6)).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void parallelism_isPartOfTheIdentity() {
    Study study =
        Study.of(OneParameter.SPACE, OneParameter.LOSS)
            .optimizer(TestOptimizers.uniform())
            .trials(8);

    StudyResult one = OneParameter.EXPERIMENT.optimize(study);
    StudyResult two = OneParameter.EXPERIMENT.optimize(study.parallelism(2));

    assertThat(two.identity()).contains("parallelism 2\n");
    assertThat(two.digest()).isNotEqualTo(one.digest());
    assertThat(two.values(0)).as("this optimizer learns nothing").isEqualTo(one.values(0));
  }

  @Test
  void parallelism_rejectedAndFailedTrials_keepTheirPlace() {
    SearchSpace space = OneParameter.SPACE.subjectTo("not four", t -> t.get(OneParameter.X) != 4);
    ScriptedOptimizer optimizer =
        new ScriptedOptimizer(number -> space.fromUnit(new double[] {number / 10.0}));
    Study study =
        Study.of(space, OneParameter.LOSS)
            .optimizer(TestOptimizers.of(setting -> optimizer))
            .trials(8)
            .parallelism(3);

    StudyResult result =
        Experiment.measuring("loss", ctx -> ctx.trial() == 5 ? Double.NaN : ctx.get(OneParameter.X))
            .optimize(study);

    assertThat(optimizer.toldNumbers()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(result.trials().get(4).outcome()).isInstanceOf(Outcome.Rejected.class);
    assertThat(result.trials().get(5).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(result.trials().get(7).isCompleted()).isTrue();
  }

  @Test
  void parallelism_optimizerThatWaitsForTells_isAskedAgain() {
    ScriptedOptimizer inner =
        new ScriptedOptimizer(number -> number < 5 ? OneParameter.at(number) : null);
    Optimizer oneAtATime =
        new Optimizer() {
          private boolean pending;

          @Override
          public List<Treatment> ask(int max) {
            if (pending) {
              return List.of();
            }
            List<Treatment> asked = inner.ask(1);
            pending = !asked.isEmpty();
            return asked;
          }

          @Override
          public void tell(Trial trial) {
            pending = false;
            inner.tell(trial);
          }
        };

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(
            OneParameter.study(oneAtATime).untilOptimizerEnds().parallelism(4));

    assertThat(result.ending()).isEqualTo(Ending.EXHAUSTED);
    assertThat(inner.toldNumbers()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void parallelism_targetReached_tellsNothingMore() {
    ScriptedOptimizer optimizer = OneParameter.proposing(5, 1, 4, 3, 2);

    StudyResult result =
        OneParameter.EXPERIMENT.optimize(OneParameter.study(optimizer).target(1).parallelism(4));

    assertThat(result.ending()).isEqualTo(Ending.TARGET);
    assertThat(optimizer.toldNumbers()).containsExactly(0, 1);
  }
}
