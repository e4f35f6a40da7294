package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.space.SearchSpace;
import dev.beryl.trial.Objective;
import dev.beryl.trial.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicateStartsTest {
  private static final RealParameter X = Parameter.real("x", 0, 1);

  @TempDir Path folder;

  private static Study study(Path journal, int trials) {
    return Study.of(SearchSpace.of(X), Objective.minimize("loss"))
        .optimizer(TestOptimizers.uniform())
        .trials(trials)
        .replicates(2)
        .threads(1)
        .seed(3)
        .journal(journal);
  }

  private static Experiment<Double> experiment() {
    return Experiment.measuring("loss", ctx -> ctx.get(X));
  }

  /** On one thread each replicate starts when the one before it has ended, or later. */
  @Test
  void journal_hasWhenEachReplicateStarted_inEachProcessFromItsOpening() {
    Path journal = folder.resolve("a.journal");
    var _ = experiment().optimize(study(journal, 5));
    var _ = experiment().optimize(study(journal, 9));

    int opened = 0;
    Duration end = Duration.ZERO;
    for (JournalRecord record : Journals.records(journal)) {
      if (record instanceof JournalRecord.Opened) {
        opened++;
        end = Duration.ZERO;
      } else if (record instanceof JournalRecord.ReplicateEnded(var result, var started)) {
        assertThat(started).isPresent();
        assertThat(started.get()).isBetween(end, Duration.ofMinutes(5));
        end = started.get().plus(result.duration());
      }
    }
    assertThat(opened).isEqualTo(2);
  }

  @Test
  void session_knowsNoStarts() {
    Path journal = folder.resolve("b.journal");
    try (StudySession session = study(journal, 3).open()) {
      var _ = session.tell(session.ask(1).getFirst(), 0.5);
    }

    assertThat(Journals.records(journal, JournalRecord.ReplicateEnded.class))
        .hasSize(1)
        .allMatch(record -> record.started().isEmpty());
  }

  @Test
  void negativeStart_isRefused() {
    var result =
        new ReplicateResult(0, 0, Outcome.COMPLETED, List.of(), List.of(), Map.of(), Duration.ZERO);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new JournalRecord.ReplicateEnded(result, Optional.of(Duration.ofNanos(-1))))
        .withMessageContaining("started: expected 0 to 2^63 - 1 ns");
  }
}
