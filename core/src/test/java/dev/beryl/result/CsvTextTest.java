package dev.beryl.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.Experiment;
import dev.beryl.Study;
import dev.beryl.TestOptimizers;
import dev.beryl.journal.JournalExport;
import dev.beryl.space.CategoricalParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.study.CsvText;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Objective;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spreadsheet runs some texts as formulas. */
class CsvTextTest {
  private static final RealParameter SHIFT = Parameter.real("shift", -2, -1);

  private static Study study(String choice) {
    CategoricalParameter<String> kind = Parameter.choice("kind", List.of(choice));
    return Study.of(SearchSpace.of(kind, SHIFT), Objective.minimize("loss"))
        .optimizer(TestOptimizers.uniform())
        .trials(1);
  }

  private static Experiment<Double> noting(String note) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          ctx.note("model", note);
          ctx.value("kind", "");
          return ctx.get(SHIFT);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void textThatWouldRunAsAFormula_getsAnApostrophe_numbersStayNumbers(String text)
      throws IOException {
    StudyResult result = noting(text).optimize(study(text));
    var asIs = new StringBuilder();
    var safe = new StringBuilder();

    result.writeCsv(asIs);
    result.writeCsv(safe, CsvText.WITHOUT_FORMULAS);

    String loss = Double.toString(result.trials().getFirst().value());
    assertThat(loss).startsWith("-");
    boolean quoted = text.contains("\r") || text.contains("\n");
    String cell = quoted ? "\"%s\"" : "%s";
    assertThat(asIs.toString())
        .contains(
            ",completed,%s,,%s,%s,%s,"
                .formatted(loss, cell.formatted(text), loss, cell.formatted(text)));
    assertThat(safe.toString())
        .contains(
            ",completed,%s,,%s,%s,%s,"
                .formatted(loss, cell.formatted("'" + text), loss, cell.formatted("'" + text)));
  }

  @Test
  void otherTexts_areTheSameBothWays_alsoFromAJournal(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("a.journal");
    StudyResult plain = noting("a=b").optimize(study("x-1").journal(journal));
    var asIs = new StringBuilder();
    var safe = new StringBuilder();
    plain.writeCsv(asIs);
    plain.writeCsv(safe, CsvText.WITHOUT_FORMULAS);
    var exported = new ByteArrayOutputStream();
    JournalExport.csv(journal, exported, CsvText.WITHOUT_FORMULAS);

    assertThat(safe).hasToString(asIs.toString());
    assertThat(exported.toString(StandardCharsets.UTF_8)).isEqualTo(asIs.toString());
  }
}
