package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.beryl.Experiment;
import dev.beryl.OneParameter;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.space.Parameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void top_isByLoss_theEarliestOfEquals() {
    StudyResult result =
        OneParameter.failingIn(1).optimize(OneParameter.study(4, 1, 3, 7, 3).neverFail());

    assertThat(result.top(3)).extracting(Trial::number).containsExactly(2, 4, 0);
    assertThat(result.top(99)).hasSize(4);
    assertThat(result.trials().stream().filter(Trial::isCompleted).mapToDouble(Trial::value))
        .containsExactly(4.0, 3.0, 7.0, 3.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.top(0))
        .withMessage("study result: k: expected >= 1, got 0");
  }

  @Test
  void table_isAlignedAndCounted() {
    StudyResult result =
        OneParameter.failingIn(1)
            .optimize(OneParameter.study(1, 3, 7.25).neverFail().startWith(OneParameter.at(4)));

    assertThat(result.table(2))
        .isEqualTo(
            """
            trial  loss    origin  x
                2     3  proposed  3
                0     4     given  4
            the best 2 of 4 trials, 3 completed
            """);
  }

  @Test
  void table_ofManyParameters_hasAtMost80Columns_andNamesTheRest() {
    SearchSpace space =
        SearchSpace.of(
            IntStream.range(0, 12).mapToObj(i -> Parameter.real("parameter" + i, 0, 1)).toList());
    StudyResult result =
        Experiment.measuring(
                "the_loss", ctx -> ctx.treatment().values().size() + ctx.random().nextDouble())
            .optimize(
                Study.of(space, Objective.minimize("the_loss"))
                    .optimizer(TestOptimizers.uniform())
                    .replicates(3)
                    .trials(30));

    String table = result.table();

    assertThat(table.lines()).hasSizeGreaterThan(12).allMatch(line -> line.length() <= 80);
    assertThat(table)
        .contains("±", "parameter0", "not shown: parameter", "parameter11")
        .endsWith("the best 10 of 30 trials, 30 completed\n");
  }

  @Test
  void table_ofSeveralObjectives_isOfTheFront() {
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  ctx.record("gain", ctx.get(OneParameter.X));
                  return ctx.get(OneParameter.X);
                })
            .optimize(
                Study.of(OneParameter.SPACE, OneParameter.LOSS, Objective.maximize("gain"))
                    .optimizer(TestOptimizers.uniform())
                    .trials(3));

    assertThat(result.table(2)).endsWith("of the Pareto front 2 of 3 trials, 3 completed\n");
    assertThatIllegalStateException()
        .isThrownBy(() -> result.top(1))
        .withMessageContaining("paretoFront()");
  }

  @Test
  void run_ofOneTreatment_measuresItInParallel_withoutAnOptimizer() {
    Experiment<Double> noisy =
        Experiment.measuring("loss", ctx -> ctx.get(OneParameter.X) + ctx.random().nextDouble());
    Study study = Study.of(OneParameter.SPACE, OneParameter.LOSS).seed(3);

    Trial four = noisy.run(OneParameter.at(2), 40, study.threads(4));
    Trial one = noisy.run(OneParameter.at(2), 40, study.threads(1));

    assertThat(four.samples("loss").toArray()).isEqualTo(one.samples("loss").toArray()).hasSize(40);
    assertThat(four.standardError()).isBetween(0.03, 0.06);
    StudyResult both =
        noisy.optimize(study.startWith(List.of(OneParameter.at(1), OneParameter.at(2))));
    assertThat(both.trials()).hasSize(2);
    assertThat(both.endingText()).isEqualTo("the optimizer has nothing more to propose");
  }
}
