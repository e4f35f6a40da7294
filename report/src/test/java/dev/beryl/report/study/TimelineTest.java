package dev.beryl.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.journal.JournalRecord;
import dev.beryl.report.study.Timeline.Hold;
import dev.beryl.report.study.Timeline.Span;
import dev.beryl.report.study.Timeline.Wait;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Treatment NONE = Treatment.of("none", Map.of());

  private final Timeline.Gathering gathering = new Timeline.Gathering(2, false);

  private static void ran(
      Timeline.Gathering gathering, int trial, long start, long end, Outcome status) {
    gathering.accept(
        new JournalRecord.ReplicateEnded(
            new ReplicateResult(
                trial, 0, status, List.of(), List.of(), Map.of(), Duration.ofNanos(end - start)),
            Optional.of(Duration.ofNanos(start))));
  }

  private static void opened(Timeline.Gathering gathering) {
    gathering.accept(
        new JournalRecord.Opened(OptionalInt.empty(), "library", "java", Instant.EPOCH));
  }

  private static void asked(Timeline.Gathering gathering, int... trials) {
    for (int trial : trials) {
      gathering.accept(new JournalRecord.Asked(trial, 1, NONE));
    }
  }

  private static void told(Timeline.Gathering gathering, int... trials) {
    for (int trial : trials) {
      gathering.accept(new JournalRecord.Told(trial, Outcome.COMPLETED, Duration.ZERO, List.of()));
    }
  }

  private static void ended(Timeline.Gathering gathering) {
    gathering.accept(new JournalRecord.Ended(Ending.BUDGET, "", Duration.ZERO));
  }

  private void ran(int trial, long start, long end, Outcome status) {
    ran(gathering, trial, start, end, status);
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
    opened(gathering);
    ran(1, 10, 20);
    ran(2, 20, 30);
    ran(0, 10, 40);
    ran(3, 50, 60);

    Timeline.Run process = gathering.timeline().processes().getFirst();

    assertThat(process.slots()).hasSize(2);
    assertThat(process.slots().get(0)).extracting(Span::trial).containsExactly(1, 2, 3);
    assertThat(process.slots().get(1)).extracting(Span::trial).containsExactly(0);
    Timeline.Use use = process.use();
    assertThat(use.ran()).isCloseTo(0.6, within(1e-12));
    assertThat(use.waited()).isZero();
    assertThat(use.atTheEnd()).isCloseTo(0.1, within(1e-12));
    assertThat(use.notChosen()).isCloseTo(0.3, within(1e-12));
    assertThat(process.waits()).isEmpty();
  }

  /** Two in flight: 1 ends at 10, but 2 and 3 are asked for once 0 has ended, at 30. */
  private static void slowTrial(Timeline.Gathering gathering) {
    opened(gathering);
    asked(gathering, 0, 1);
    ran(gathering, 1, 0, 10, Outcome.COMPLETED);
    ran(gathering, 0, 0, 30, Outcome.COMPLETED);
    told(gathering, 0, 1);
    asked(gathering, 2, 3);
    ran(gathering, 2, 30, 40, Outcome.COMPLETED);
    told(gathering, 2);
    asked(gathering, 4);
    ran(gathering, 4, 41, 50, Outcome.COMPLETED);
    ran(gathering, 3, 30, 60, Outcome.COMPLETED);
  }

  private static void shares(
      Timeline.Use use, double all, double ran, double waited, double atTheEnd, double notChosen) {
    assertThat(use.ran()).isCloseTo(ran / all, within(1e-12));
    assertThat(use.waited()).isCloseTo(waited / all, within(1e-12));
    assertThat(use.atTheEnd()).isCloseTo(atTheEnd / all, within(1e-12));
    assertThat(use.notChosen()).isCloseTo(notChosen / all, within(1e-12));
  }

  @Test
  void slowTrial_isWhatSlotsWaitFor() {
    slowTrial(gathering);
    told(gathering, 3, 4);
    ended(gathering);

    Timeline.Run process = gathering.timeline().processes().getFirst();

    // [0, 30) for trial 0, and [30, 40) for trial 2, while no slot is idle
    assertThat(process.holds()).containsExactly(new Hold(0, 0, 30), new Hold(2, 30, 40));
    assertThat(process.waits()).containsExactly(new Wait(0, 20, 20));
    shares(process.use(), 120, 89, 20, 10, 1);
    assertThat(process.ran(3)).contains(30L);
  }

  @Test
  void studyThatGoesOn_waitsForItsLastTrialToo() {
    slowTrial(gathering);

    Timeline.Run process = gathering.timeline().processes().getFirst();

    assertThat(process.waits()).containsExactly(new Wait(0, 20, 20), new Wait(3, 10, 10));
    shares(process.use(), 120, 89, 30, 0, 1);
  }

  /** Of three in flight the second is rejected, and has its place until it is told. */
  @Test
  void rejectedTrial_isInFlightUntilItIsTold() {
    var gathering = new Timeline.Gathering(3, false);
    opened(gathering);
    asked(gathering, 0, 1, 2);
    ran(gathering, 2, 0, 10, Outcome.COMPLETED);
    ran(gathering, 0, 0, 30, Outcome.COMPLETED);
    told(gathering, 0, 1, 2);
    asked(gathering, 3);
    ran(gathering, 3, 30, 40, Outcome.COMPLETED);

    assertThat(gathering.timeline().processes().getFirst().waits())
        .containsExactly(new Wait(0, 20, 20));
  }

  @Test
  void windowThatIsNotFull_isNotWaitedFor() {
    var gathering = new Timeline.Gathering(3, false);
    opened(gathering);
    asked(gathering, 0, 1);
    ran(gathering, 1, 0, 10, Outcome.COMPLETED);
    ran(gathering, 0, 0, 30, Outcome.COMPLETED);
    told(gathering, 0, 1);
    asked(gathering, 2);
    ran(gathering, 2, 30, 40, Outcome.COMPLETED);

    Timeline.Run process = gathering.timeline().processes().getFirst();

    assertThat(process.waits()).isEmpty();
    shares(process.use(), 80, 50, 0, 10, 20);
  }

  /** Trial 0 still runs: its start and its end are not known. */
  @Test
  void trialThatHasNotEnded_isWaitedFor() {
    var gathering = new Timeline.Gathering(3, false);
    opened(gathering);
    asked(gathering, 0, 1, 2);
    ran(gathering, 1, 0, 10, Outcome.COMPLETED);
    ran(gathering, 2, 5, 25, Outcome.COMPLETED);

    Timeline.Run process = gathering.timeline().processes().getFirst();

    assertThat(process.holds()).containsExactly(new Hold(0, 5, 25));
    assertThat(process.waits()).containsExactly(new Wait(0, 15, 15));
    assertThat(process.ran(0)).isEmpty();
  }

  @Test
  void trialsToldAsTheyEnd_waitForTheNextEnd() {
    opened(gathering);
    asked(gathering, 0, 1);
    ran(1, 0, 10);
    told(gathering, 1);
    asked(gathering, 2);
    ran(2, 10, 20);
    told(gathering, 2);
    ran(0, 0, 30);
    told(gathering, 0);

    assertThat(gathering.timeline().processes().getFirst().holds())
        .containsExactly(new Hold(1, 0, 10), new Hold(2, 10, 20));
  }

  /** Replicates are taken in one after the other: the second one of trial 0 holds up two. */
  @Test
  void withRacing_replicatesAreWaitedFor() {
    var gathering = new Timeline.Gathering(3, true);
    opened(gathering);
    asked(gathering, 0, 1);
    ran(gathering, 1, 0, 5, Outcome.COMPLETED);
    ran(gathering, 0, 0, 40, Outcome.COMPLETED);
    told(gathering, 1);
    ran(gathering, 2, 0, 10, Outcome.COMPLETED);
    ran(gathering, 3, 5, 15, Outcome.COMPLETED);
    ran(gathering, 0, 40, 50, Outcome.COMPLETED);

    Timeline.Run process = gathering.timeline().processes().getFirst();

    assertThat(process.holds()).containsExactly(new Hold(1, 0, 5), new Hold(0, 5, 40));
    assertThat(process.waits()).containsExactly(new Wait(0, 30 + 25, 30));
  }

  /** The first process was killed while trial 0 ran; the next one tells trial 1 as it is known. */
  @Test
  void processThatContinues_waitsForWhatItRunsAgain() {
    opened(gathering);
    asked(gathering, 0, 1);
    ran(1, 0, 10);
    opened(gathering);
    ran(0, 3, 23);
    told(gathering, 0, 1);
    asked(gathering, 2, 3);
    ran(3, 23, 30);
    ran(2, 23, 33);
    told(gathering, 2, 3);
    ended(gathering);

    List<Timeline.Run> processes = gathering.timeline().processes();

    assertThat(processes.getFirst().waits()).isEmpty();
    assertThat(processes.getLast().waits()).containsExactly(new Wait(0, 20, 20));
    shares(processes.getLast().use(), 60, 37, 20, 3, 0);
  }

  @Test
  void eachProcess_hasAClockOfItsOwn() {
    opened(gathering);
    ran(0, 5, 9);
    opened(gathering);
    ran(1, 5, 9);

    assertThat(gathering.timeline().processes())
        .extracting(Timeline.Run::number)
        .containsExactly(1, 2);
    assertThat(gathering.timeline().processes()).allMatch(process -> process.slots().size() == 1);
  }

  @Test
  void replicateWithoutStart_isLeftOut() {
    opened(gathering);
    gathering.accept(
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
    opened(gathering);
    for (int i = 0; i < Timeline.MOST + 7; i++) {
      ran(i, i, i + 1);
    }

    Timeline timeline = gathering.timeline();

    assertThat(timeline.earlier()).isEqualTo(7);
    assertThat(timeline.replicates()).isEqualTo(Timeline.MOST);
    assertThat(timeline.processes().getFirst().slots().getFirst().getFirst().trial()).isEqualTo(7);
  }
}
