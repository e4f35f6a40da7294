package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.metric.Recordings;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialWorkTest {
  private static final Outcome PRUNED = new Outcome.Pruned(1, 3);
  private static final Outcome LATE = new Outcome.TimedOut(1, "step", Duration.ofSeconds(1));

  private static List<Integer> gathered(TrialWork work) {
    Recordings recordings = work.state().gather();
    return IntStream.range(0, recordings.replicates())
        .mapToObj(i -> recordings.recorder(i).replicate())
        .toList();
  }

  @Test
  void outcome_ofReplicatesWithoutTrouble_isCompleted() {
    TrialWork work = Works.begun(3, 0);
    assertThat(work.state().isWhole()).isFalse();
    for (int r = 2; r >= 0; r--) {
      Works.run(work, r, null);
    }

    assertThat(work.state().isWhole()).isTrue();
    assertThat(work.state().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(gathered(work)).containsExactly(0, 1, 2);
  }

  @Test
  void outcome_ofSeveralTroubles_isTheFirstInReplicateOrder() {
    TrialWork work = Works.begun(4, 0);
    Works.run(work, 3, Works.failed(3));
    assertThat(work.state().isWhole()).as("an earlier one may fail yet").isFalse();
    Works.run(work, 1, LATE);
    Works.run(work, 0, null);

    assertThat(work.state().isWhole()).as("whatever becomes of replicate 2").isTrue();
    assertThat(work.state().outcome()).isEqualTo(LATE);
    assertThat(gathered(work)).containsExactly(0);
  }

  @Test
  void outcome_tolerant_countsTroubles() {
    TrialWork work = Works.tolerant(4, 1);
    Works.run(work, 0, null);
    Works.run(work, 1, Works.failed(1));
    Works.run(work, 2, null);
    assertThat(work.state().isWhole()).isFalse();
    Works.run(work, 3, null);
    assertThat(work.state().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(gathered(work)).containsExactly(0, 2, 3);

    work.slot(3).end(Works.failed(3));
    assertThat(work.state().outcome()).isEqualTo(Works.failed(1));
    assertThat(gathered(work)).containsExactly(0);
  }

  @Test
  void outcome_tolerantAndPruned_isPruned() {
    TrialWork work = Works.tolerant(4, 1);
    Works.run(work, 0, Works.failed(0));
    Works.run(work, 1, PRUNED);

    assertThat(work.state().isWhole()).isTrue();
    assertThat(work.state().outcome()).isEqualTo(PRUNED);
    assertThat(gathered(work)).isEmpty();
    work.slot(1).recorder().report(new Report(1, 3, 0.5));
    assertThat(work.state().gather().reports()).containsExactly(new Report(1, 3, 0.5));
  }

  @Test
  void outcome_decidedBeforehand_needsNoReplicate() {
    var rejected = new Outcome.Rejected("too far");
    TrialWork work = Works.begun(3, 0, new ReplicatePolicy(0, 0, null), rejected);

    assertThat(work.toRun()).isZero();
    assertThat(work.isDone()).isTrue();
    assertThat(work.state().isWhole()).isTrue();
    assertThat(work.state().outcome()).isEqualTo(rejected);
    assertThat(gathered(work)).isEmpty();
  }

  @Test
  void isMoot_afterATroubleThatSettlesTheTrial() {
    TrialWork work = Works.begun(3, 0);
    work.open(0);
    Works.run(work, 1, Works.failed(1));
    assertThat(work.done(1)).isEqualTo(Ran.DONE);

    assertThat(work.claims().isMoot(0)).as("it may fail before").isFalse();
    assertThat(work.claims().isMoot(2)).isTrue();
    assertThat(work.done(2)).isEqualTo(Ran.DONE);
    assertThat(work.done(0)).isEqualTo(Ran.LAST);
    assertThat(work.isDone()).isTrue();
  }

  @Test
  void isMoot_tolerant_onlyAfterPruning() {
    TrialWork work = Works.tolerant(3, 2);
    work.open(0);
    Works.run(work, 0, Works.failed(0));
    var _ = work.done(0);
    assertThat(work.claims().isMoot(1)).isFalse();

    Works.run(work, 1, PRUNED);
    var _ = work.done(1);
    assertThat(work.claims().isMoot(2)).isTrue();
  }

  @Test
  void begin_again_forgetsTheTrialBefore() {
    TrialWork work = Works.begun(2, 0);
    work.open(0);
    Works.run(work, 0, Works.failed(0));
    work.slot(0).requestCancel();
    var _ = work.done(0);
    Works.begin(work, 1);
    work.open(1);

    assertThat(work.claims().isMoot(1)).isFalse();
    assertThat(work.state().isWhole()).isFalse();
    assertThat(work.isDone()).isFalse();
    assertThat(work.slot(0).isCancelRequested()).isFalse();
    assertThat(work.slot(0).recorder().metrics()).isZero();
    assertThat(work.claims().claim(0)).as("of the turn before").isEqualTo(-1);
    assertThat(work.claims().claim(1)).isZero();
    assertThat(work.claims().claim(1)).isEqualTo(1);
    assertThat(work.claims().claim(1)).isEqualTo(-1);
  }

  @Test
  void replace_leavesTheOldOutcomeToItsThread() {
    TrialWork work = Works.begun(2, 0);
    ReplicateSlot orphan = work.slot(1);
    work.replace(1, LATE);
    orphan.recorder().record("loss", 9);
    orphan.end(PRUNED);
    Works.run(work, 0, null);

    assertThat(work.state().outcome()).isEqualTo(LATE);
    assertThat(gathered(work)).containsExactly(0);

    work.replace(0, null);
    assertThat(work.state().isWhole()).as("abandoned when the study ended").isFalse();
  }
}
