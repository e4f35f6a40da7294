package dev.beryl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.report.study.Statement;
import dev.beryl.report.study.StudyReading;
import dev.beryl.report.study.StudyView;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies in which the library decided something: who proposes, and who wins. */
class DecidedStudiesTest {
  private static final RealParameter X = Parameter.real("x", -5, 5);

  @TempDir Path folder;

  private static StudyResult optimize(Study study) {
    return Experiment.measuring(
            "loss", ctx -> ctx.get(X) * ctx.get(X) + ctx.random().nextGaussian())
        .optimize(study);
  }

  private Study study() {
    return Study.of(SearchSpace.of(X), Objective.minimize("loss"))
        .journal(folder.resolve("study.journal"))
        .seed(4);
  }

  @Test
  void studyWithoutAnOptimizersName_saysWhichOnesProposed() {
    StudyResult result = optimize(study().trials(20));

    assertThat(Report.of(result).stillHtml()).contains("gp");
    assertThat(Report.of(folder.resolve("study.journal")).stillHtml())
        .contains("its choice")
        .contains("gp");
  }

  @Test
  void race_itsVerdictIsTheStatement_fromAResultAndFromAJournal() {
    StudyResult result = optimize(study().optimizer("random").replicates(1, 20).budget(200));
    String verdict = result.verdict().orElseThrow().sentence();
    String start = verdict.substring(0, verdict.indexOf(':'));
    Statement ofJournal = Statement.of(StudyReading.read(folder.resolve("study.journal")));

    assertThat(ofJournal).isEqualTo(Statement.of(StudyView.of(result)));
    assertThat(ofJournal.sentences()).containsExactly(verdict);
    for (Report report :
        new Report[] {Report.of(result), Report.of(folder.resolve("study.journal"))}) {
      assertThat(report.stillHtml()).contains(start).doesNotContain("partly the luckiest");
      assertThat(report.text().replaceAll("\\s+", " ")).contains(start);
      assertThat(report.markdown()).contains(start);
    }
  }
}
