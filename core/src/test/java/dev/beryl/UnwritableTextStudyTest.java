package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beryl.journal.Durability;
import dev.beryl.journal.JournalRecord;
import dev.beryl.journal.JournalTrials;
import dev.beryl.study.StudyFailedException;
import dev.beryl.study.StudyResult;
import dev.beryl.trial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts with half a surrogate pair: what is accepted is written, and comes back. */
class UnwritableTextStudyTest {
  private static final String HALF = "so happy \ud83d";

  @TempDir Path folder;

  private Study kept(Study study) {
    return study.neverFail().journal(folder.resolve("journal"), Durability.none());
  }

  private Outcome recorded() {
    return JournalTrials.read(folder.resolve("journal")).trials().getFirst().outcome();
  }

  private static Experiment<Double> recording(String metric) {
    return Experiment.measuring(
        "loss",
        ctx -> {
          if (ctx.trial() == 0) {
            ctx.record(metric, 1);
          }
          return 0;
        });
  }

  @Test
  void metricsName_failsItsTrialAlone() {
    StudyResult result = recording(HALF).optimize(kept(OneParameter.study(1, 2)));

    assertThat(result.trials().getFirst().outcome().toString())
        .startsWith("failed in replicate 0 at 'loss': ")
        .contains("name of a metric: expected text that is well-formed UTF-16");
    assertThat(result.trials().get(1).isCompleted()).isTrue();
    assertThat(recorded()).hasToString(result.trials().getFirst().outcome().toString());
  }

  @Test
  void exceptionsMessage_isRepaired_inTheResultAndTheJournalAndTables() throws IOException {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              throw new IllegalStateException(HALF);
            });

    StudyResult result = failing.optimize(kept(OneParameter.study(1)));

    assertThat(result.trials().getFirst().outcome().toString()).endsWith("so happy \ufffd");
    assertThat(recorded()).hasToString(result.trials().getFirst().outcome().toString());
    Path csv = folder.resolve("csv");
    result.writeCsv(csv);
    assertThat(Files.readString(csv)).contains("so happy \ufffd");
  }

  @Test
  void longMessage_isCutBetweenCharacters() {
    Experiment<Double> failing =
        Experiment.measuring(
            "loss",
            ctx -> {
              throw new IllegalStateException(ctx.trial() + "\ud83d\ude00".repeat(6_000));
            });

    var _ = failing.optimize(kept(OneParameter.study(1)));

    assertThat(recorded().toString()).endsWith("\ud83d\ude00…");
  }

  @Test
  void endOfAStudy_isRepaired() {
    Study study =
        kept(OneParameter.study(1))
            .stopWhen(progress -> {
              throw new IllegalStateException(HALF);
            });

    var failed =
        catchThrowableOfType(
            StudyFailedException.class, () -> OneParameter.EXPERIMENT.optimize(study));

    assertThat(failed).hasMessageEndingWith("so happy \ufffd");
    assertThat(Journals.records(folder.resolve("journal"), JournalRecord.Ended.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.text()).endsWith("so happy \ufffd"));
  }

  @Test
  void metricToldToASession_isRefused_andTheTrialStaysPending() {
    try (StudySession session = kept(OneParameter.study(1)).open()) {
      int number = session.ask(1).getFirst().number();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.tell(number, Map.of(HALF, new double[] {1})));

      assertThat(session.tell(number, 3).value()).isEqualTo(3);
    }
  }

  @Test
  void nameOfAStep_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiment.from(ctx -> 1).then(HALF, (x, ctx) -> x).build())
        .withMessageContaining("name of a step: expected text that is well-formed UTF-16");
  }
}
