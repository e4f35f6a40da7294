package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.journal.Durability;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import dev.beryl.trial.OutcomeConstraint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sizes that docs/report.md promises. */
class SizeTest {
  @TempDir static Path folder;

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void tenThousandTrialsOfTwentyParameters_takeAtMost2500kB() {
    StudyResult result =
        LargeStudies.run(folder.resolve("large.journal"), 10_000, LargeStudies.DIMENSION);

    String page = Report.of(result).html();

    assertThat(bytes(page)).isLessThan(2_500_000);
    assertThat(page).contains("so cells are drawn, darker the more fall there");
  }

  @Test
  void pageOfOneTrial_takesAtMost1400kB() {
    StudyResult result = LargeStudies.run(folder.resolve("one.journal"), 1, 5);

    assertThat(bytes(Report.of(result).html())).isLessThan(1_400_000);
  }

  /** Nearly every trial is in the front. */
  @Test
  void firstScreenOfThreeObjectives_takesAtMost80kB() {
    RealParameter x = Parameter.real("x", 0, 1);
    RealParameter y = Parameter.real("y", 0, 1);
    StudyResult result =
        Experiment.measuring(
                "a",
                ctx -> {
                  ctx.record("b", ctx.get(y));
                  ctx.record("c", -ctx.get(x) - ctx.get(y));
                  return ctx.get(x);
                })
            .optimize(
                Study.of(
                        SearchSpace.of(x, y),
                        Objective.minimize("a"),
                        Objective.minimize("b"),
                        Objective.minimize("c"))
                    .optimizer("random")
                    .trials(3000)
                    .replicates(1)
                    .seed(5));

    String page = Report.of(result).stillHtml();

    assertThat(page).contains("share of the cube", "The front has 3000 trials");
    assertThat(bytes(page)).isLessThan(80_000);
  }

  /** Every state, forty parameters with long names, and many causes of failures. */
  @Test
  void firstScreenOfManyTrialsInEveryState_takesAtMost80kB() {
    var parameters =
        IntStream.range(0, 40)
            .mapToObj(i -> Parameter.real("a parameter with a rather long name, number " + i, 0, 1))
            .toList();
    SearchSpace space =
        SearchSpace.of(parameters)
            .subjectTo("the first is not near one", t -> t.get(parameters.getFirst()) < 0.95);
    StudyResult result =
        Experiment.measuring(
                "loss",
                ctx -> {
                  double y = ctx.get(parameters.get(1));
                  ctx.record("cost", y);
                  for (int step = 1; step < 5; step++) {
                    ctx.report(step, y);
                  }
                  if (ctx.trial() % 5 == 2) {
                    throw new IllegalStateException(
                        "cause " + (char) ('A' + ctx.trial() % 26) + " of a failure".repeat(40));
                  }
                  return ctx.get(parameters.get(2)) + ctx.random().nextDouble();
                })
            .optimize(
                Study.of(space, Objective.minimize("loss"))
                    .outcomeConstraints(OutcomeConstraint.atMost("cost", 0.2))
                    .optimizer("random")
                    .pruner("median")
                    .trials(4000)
                    .replicates(1)
                    .neverFail()
                    .seed(5)
                    .journal(folder.resolve("states.journal"), Durability.none()));

    String page = Report.of(result).stillHtml();

    assertThat(page).contains("completed", "infeasible", "pruned", "failed", "rejected");
    assertThat(bytes(page)).isLessThan(80_000);
  }
}
