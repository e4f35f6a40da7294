package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beryl.metric.Recorder;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialWorkTest {
  private static final Outcome PRUNED = new Outcome.Pruned(1, 3);
  private static final Outcome LATE = new Outcome.TimedOut(1, "step", Duration.ofSeconds(1));

  private static List<Integer> gathered(TrialWork work) {
    int count = work.gather();
    return Arrays.stream(work.recorders(), 0, count).map(Recorder::replicate).toList();
  }

  @Test
  void outcome_ofReplicatesWithoutTrouble_isCompleted() {
    TrialWork work = Works.begun(3, 0);
    assertThat(work.isWhole()).isFalse();
    for (int r = 2; r >= 0; r--) {
      Works.run(work, r, null);
    }

    assertThat(work.isWhole()).isTrue();
    assertThat(work.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(gathered(work)).containsExactly(0, 1, 2);
  }

  @Test
  void outcome_ofSeveralTroubles_isTheFirstInReplicateOrder() {
    TrialWork work = Works.begun(4, 0);
    Works.run(work, 3, Works.failed(3));
    assertThat(work.isWhole()).as("an earlier one may fail yet").isFalse();
    Works.run(work, 1, LATE);
    Works.run(work, 0, null);

    assertThat(work.isWhole()).as("whatever becomes of replicate 2").isTrue();
    assertThat(work.outcome()).isEqualTo(LATE);
    assertThat(gathered(work)).containsExactly(0);
  }

  @Test
  void outcome_tolerant_countsTroubles() {
    TrialWork work = Works.tolerant(4, 1);
    Works.run(work, 0, null);
    Works.run(work, 1, Works.failed(1));
    Works.run(work, 2, null);
    assertThat(work.isWhole()).isFalse();
    Works.run(work, 3, null);
    assertThat(work.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(gathered(work)).containsExactly(0, 2, 3);

    work.outcome(3).end(Works.failed(3));
    assertThat(work.outcome()).isEqualTo(Works.failed(1));
    assertThat(gathered(work)).containsExactly(0);
  }

  @Test
  void outcome_tolerantAndPruned_isPruned() {
    TrialWork work = Works.tolerant(4, 1);
    Works.run(work, 0, Works.failed(0));
    Works.run(work, 1, PRUNED);

    assertThat(work.isWhole()).isTrue();
    assertThat(work.outcome()).isEqualTo(PRUNED);
    assertThat(gathered(work)).isEmpty();
    assertThat(work.recorders()[0].replicate()).as("its reports count").isEqualTo(1);
  }

  @Test
  void outcome_decidedBeforehand_needsNoReplicate() {
    var rejected = new Outcome.Rejected("too far");
    TrialWork work = Works.begun(3, 0, new ReplicatePolicy(0, 0, null), rejected);

    assertThat(work.toRun()).isZero();
    assertThat(work.isDone()).isTrue();
    assertThat(work.isWhole()).isTrue();
    assertThat(work.outcome()).isEqualTo(rejected);
    assertThat(work.gather()).isZero();
  }

  @Test
  void isMoot_afterATroubleThatSettlesTheTrial() {
    TrialWork work = Works.begun(3, 0);
    work.open(0);
    Works.run(work, 1, Works.failed(1));
    assertThat(work.done(1)).isFalse();

    assertThat(work.isMoot(0)).as("it may fail before").isFalse();
    assertThat(work.isMoot(2)).isTrue();
    assertThat(work.done(2)).isFalse();
    assertThat(work.done(0)).as("the last").isTrue();
    assertThat(work.isDone()).isTrue();
  }

  @Test
  void isMoot_tolerant_onlyAfterPruning() {
    TrialWork work = Works.tolerant(3, 2);
    work.open(0);
    Works.run(work, 0, Works.failed(0));
    var _ = work.done(0);
    assertThat(work.isMoot(1)).isFalse();

    Works.run(work, 1, PRUNED);
    var _ = work.done(1);
    assertThat(work.isMoot(2)).isTrue();
  }

  @Test
  void begin_again_forgetsTheTrialBefore() {
    TrialWork work = Works.begun(2, 0);
    work.open(0);
    Works.run(work, 0, Works.failed(0));
    work.outcome(0).requestCancel();
    var _ = work.done(0);
    Works.begin(work, 1);
    work.open(1);

    assertThat(work.isMoot(1)).isFalse();
    assertThat(work.isWhole()).isFalse();
    assertThat(work.isDone()).isFalse();
    assertThat(work.outcome(0).isCancelRequested()).isFalse();
    assertThat(work.outcome(0).recorder().metrics()).isZero();
    assertThat(work.claim(0)).as("of the turn before").isEqualTo(-1);
    assertThat(work.claim(1)).isZero();
    assertThat(work.claim(1)).isEqualTo(1);
    assertThat(work.claim(1)).isEqualTo(-1);
  }

  @Test
  void replace_leavesTheOldOutcomeToItsThread() {
    TrialWork work = Works.begun(2, 0);
    ReplicateOutcome orphan = work.outcome(1);
    work.replace(1, LATE);
    orphan.recorder().record("loss", 9);
    orphan.end(PRUNED);
    Works.run(work, 0, null);

    assertThat(work.outcome()).isEqualTo(LATE);
    assertThat(gathered(work)).containsExactly(0);

    work.replace(0, null);
    assertThat(work.isWhole()).as("abandoned when the study ended").isFalse();
  }
}
