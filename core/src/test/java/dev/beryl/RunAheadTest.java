package dev.beryl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.execution.WorkUnit;
import dev.beryl.study.Racing;
import dev.beryl.study.StudyResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slots that would wait run replicates that the final race may need. */
@Timeout(120)
class RunAheadTest {
  private static final int SLOW = 20; // a trial in the middle of the search

  /** Replicates as they start, {@code trial.replicate}. */
  private final List<String> started = Collections.synchronizedList(new ArrayList<>());

  private static Study study() {
    return Study.of(RacingTest.SPACE, RacingTest.LOSS)
        .optimizer(RacingTest.CHAINED)
        .racing(Racing.of(1, 20).finalists(3))
        .budget(120)
        .parallelism(4)
        .seed(5);
  }

  /** With a time limit, so that the study's own thread runs no replicate. */
  private static Study limited() {
    return study().replicateTimeout(Duration.ofMinutes(1));
  }

  @Test
  void trialThatAllWaitFor_hasOthersRunReplicatesOfTheBest_andTheBitsStay() {
    StudyResult alone = MortalRace.saying(_ -> {}).optimize(limited().threads(1));
    var ranAhead = new CountDownLatch(1);
    var waited = new ArrayList<Boolean>();

    StudyResult ahead =
        MortalRace.saying(
                unit -> {
                  started.add(unit);
                  if (!unit.endsWith(".0")) {
                    ranAhead.countDown();
                  } else if (unit.equals(SLOW + ".0")) {
                    waited.add(await(ranAhead));
                  }
                })
            .optimize(limited().threads(4));

    assertThat(waited).containsExactly(true);
    assertThat(started).doesNotHaveDuplicates();
    assertThat(ahead.digest()).isEqualTo(alone.digest());
    assertThat(ahead.verdict()).isEqualTo(alone.verdict());
  }

  @Test
  void replicatesWhenNeeded_runOnlyOnceTheRaceHasBegun() {
    var slow = new CountDownLatch(1);
    var waited = new ArrayList<Boolean>();

    StudyResult result =
        MortalRace.saying(
                unit -> {
                  started.add(unit);
                  if (unit.equals((SLOW + 3) + ".0")) {
                    slow.countDown(); // the last one that may be in flight beside it
                  } else if (unit.equals(SLOW + ".0")) {
                    waited.add(await(slow));
                  }
                })
            .optimize(limited().threads(4).startReplicatesWhenNeeded());

    assertThat(waited).containsExactly(true);
    long searched = started.stream().filter(unit -> unit.endsWith(".0")).count();
    assertThat(started.subList(0, (int) searched)).allMatch(unit -> unit.endsWith(".0"));
    assertThat(result.verdict()).isPresent();
  }

  @Test
  void slotsOfARunner_runReplicatesOfTheBest_andTheBitsStay() {
    Experiment<Double> experiment = MortalRace.saying(_ -> {});
    StudyResult alone = experiment.optimize(study().threads(1));
    var held = new ArrayList<WorkUnit>();
    var ranAhead = new ArrayList<WorkUnit>();
    try (StudyWorker worker = experiment.worker(study())) {
      var runner = new HandRunner[1];
      runner[0] =
          new HandRunner(
              4,
              (unit, results) -> {
                worker.accept(runner[0].setting());
                if (unit.trial() == SLOW && unit.replicate() == 0) {
                  held.add(unit);
                  return;
                }
                results.ended(worker.run(unit));
                if (!held.isEmpty() && unit.replicate() > 0) {
                  ranAhead.add(unit);
                  results.ended(worker.run(held.removeFirst()));
                }
              });

      StudyResult ahead = experiment.optimize(study().runner(runner[0]));

      assertThat(ranAhead).hasSize(1);
      assertThat(ahead.digest()).isEqualTo(alone.digest());
      assertThat(ahead.verdict()).isEqualTo(alone.verdict());
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
