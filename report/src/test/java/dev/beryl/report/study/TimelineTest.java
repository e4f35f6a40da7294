package dev.beryl.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.report.study.Timeline.Span;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline.Gathering gathering = new Timeline.Gathering();

  private void ran(int trial, long start, long end, Outcome status) {
    gathering.ended(
        new JournalRecord.ReplicateEnded(
            new ReplicateResult(
                trial, 0, status, List.of(), List.of(), Map.of(), Duration.ofNanos(end - start)),
            Optional.of(Duration.ofNanos(start))));
  }

  private void ran(int trial, long start, long end) {
    ran(trial, start, end, Outcome.COMPLETED);
  }

  /**
   * Two slots: 0 runs [10, 40) and [50, 60), 1 runs [10, 20) and [20, 30); from 40 to 50 nothing
   * runs.
   */
  @Test
  void replicates_areInTheFirstSlotThatWasFree() {
    gathering.opened();
    ran(1, 10, 20);
    ran(2, 20, 30);
    ran(0, 10, 40);
    ran(3, 50, 60);

    Timeline.Process process = gathering.timeline().processes().getFirst();

    assertThat(process.slots()).hasSize(2);
    assertThat(process.slots().get(0)).extracting(Span::trial).containsExactly(1, 2, 3);
    assertThat(process.slots().get(1)).extracting(Span::trial).containsExactly(0);
    Timeline.Use use = process.use();
    assertThat(use.ran()).isCloseTo(0.6, within(1e-12));
    assertThat(use.behindOthers()).isCloseTo(0.2, within(1e-12));
    assertThat(use.nothingRan()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void eachProcess_hasAClockOfItsOwn() {
    gathering.opened();
    ran(0, 5, 9);
    gathering.opened();
    ran(1, 5, 9);

    assertThat(gathering.timeline().processes())
        .extracting(Timeline.Process::number)
        .containsExactly(1, 2);
    assertThat(gathering.timeline().processes()).allMatch(process -> process.slots().size() == 1);
  }

  @Test
  void replicateWithoutStart_isLeftOut() {
    gathering.opened();
    gathering.ended(
        new JournalRecord.ReplicateEnded(
            new ReplicateResult(
                0, 0, Outcome.COMPLETED, List.of(), List.of(), Map.of(), Duration.ZERO),
            Optional.empty()));

    assertThat(gathering.timeline()).isEqualTo(Timeline.empty());
  }

  @Test
  void statesOfReplicates_areKept() {
    ran(0, 0, 1, new Outcome.Pruned(0, 3, 0));
    ran(1, 1, 2, new Outcome.TimedOut(0, "train", Duration.ofSeconds(1)));

    assertThat(gathering.timeline().processes().getFirst().slots().getFirst())
        .extracting(Span::state)
        .containsExactly(State.PRUNED, State.FAILED);
  }

  @Test
  void memory_isBounded() {
    gathering.opened();
    for (int i = 0; i < Timeline.MOST + 7; i++) {
      ran(i, i, i + 1);
    }

    Timeline timeline = gathering.timeline();

    assertThat(timeline.earlier()).isEqualTo(7);
    assertThat(timeline.replicates()).isEqualTo(Timeline.MOST);
    assertThat(timeline.processes().getFirst().slots().getFirst().getFirst().trial()).isEqualTo(7);
  }
}
