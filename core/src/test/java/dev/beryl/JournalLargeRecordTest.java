package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.journal.Durability;
import dev.beryl.study.StudyResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that a journal cannot keep costs its replicate, not the study. */
@Timeout(120)
class JournalLargeRecordTest {
  private static final int TOO_MANY = 1 << 23; // doubles, 64 MiB

  @TempDir Path folder;

  private Study kept(Study study) {
    return study.journal(folder.resolve("journal"), Durability.none());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void largeResult_isAFailedReplicate_andTheStudyGoesOnNowAndLater(int threads) {
    Experiment<Double> experiment =
        Experiment.measuring(
            "loss",
            ctx -> {
              for (int i = 0; i < (ctx.trial() == 1 ? TOO_MANY : 0); i++) {
                ctx.record("samples", i);
              }
              return ctx.get(OneParameter.X);
            });
    Study study = kept(OneParameter.study(4, 3, 2).threads(threads).parallelism(2));

    StudyResult first = experiment.optimize(study);

    assertThat(first.trials()).hasSize(3);
    assertThat(first.trials().get(1).outcome().toString())
        .startsWith("failed in replicate 0 at 'journal': its result takes more than the 64 MiB");
    assertThat(first.trials().get(2).isCompleted()).isTrue();
    assertThat(experiment.optimize(kept(OneParameter.study(4, 3, 2).parallelism(2))).digest())
        .isEqualTo(first.digest());
  }

  @Test
  void largeResult_toldToASession_isRefused_andTheTrialStaysPending() {
    try (StudySession session = kept(OneParameter.study(4)).open()) {
      int number = session.ask(1).getFirst().number();

      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              session.tell(
                  number,
                  Map.of(
                      "loss",
                      new double[] {1},
                      "x",
                      new double[] {2},
                      "y".repeat(3 * TOO_MANY),
                      new double[] {3})))
          .withMessageContaining("its result takes more than the 64 MiB");

      assertThat(session.tell(number, 3).value()).isEqualTo(3);
    }
  }
}
