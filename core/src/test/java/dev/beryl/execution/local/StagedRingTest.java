package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Released replicates come before others, those of the oldest trial first. */
class StagedRingTest {

  private static TrialWork published(WorkRing ring, int number, int replicates, int... rounds) {
    TrialWork work = Works.staged(replicates, number, rounds);
    ring.publish(work);
    return work;
  }

  /** Claims what comes next; trial and replicate, or nothing. */
  private static List<Integer> claim(WorkRing ring) {
    long released = ring.next();
    long turn = released >= 0 ? released : ring.nextEarly();
    if (turn < 0) {
      return List.of();
    }
    TrialWork work = ring.at(turn);
    return List.of(work.number(), ring.claim(work, turn, released < 0));
  }

  private static Ran end(TrialWork work, int replicate) {
    Works.run(work, replicate, null);
    return work.done(replicate);
  }

  @Test
  void claim_whenNeeded_givesNoReplicateThatIsNotReleased() {
    var ring = new StagedRing(2, false);
    TrialWork work = published(ring, 7, 5, 1, 3);
    assertThat(ring.unclaimed()).isEqualTo(1);

    assertThat(claim(ring)).containsExactly(7, 0);
    assertThat(claim(ring)).isEmpty();
    assertThat(end(work, 0)).isEqualTo(Ran.RELEASED);
    assertThat(ring.unclaimed()).isEqualTo(2);
    assertThat(claim(ring)).containsExactly(7, 1);
    assertThat(claim(ring)).containsExactly(7, 2);
    assertThat(claim(ring)).isEmpty();
    assertThat(end(work, 2)).isEqualTo(Ran.DONE);
    assertThat(end(work, 1)).isEqualTo(Ran.RELEASED);
    assertThat(claim(ring)).containsExactly(7, 3);
    assertThat(claim(ring)).containsExactly(7, 4);
    assertThat(end(work, 3)).isEqualTo(Ran.DONE);
    assertThat(end(work, 4)).isEqualTo(Ran.LAST);
    assertThat(work.isDone()).isTrue();
    assertThat(work.isFree()).isTrue();
  }

  @Test
  void claim_early_givesReleasedOnesOfAllTrialsFirst() {
    var ring = new StagedRing(2, true);
    TrialWork old = published(ring, 7, 3, 1);
    published(ring, 8, 3, 1);
    assertThat(ring.unclaimed()).isEqualTo(6);

    assertThat(claim(ring)).containsExactly(7, 0);
    assertThat(claim(ring)).as("released").containsExactly(8, 0);
    assertThat(claim(ring)).as("early").containsExactly(7, 1);
    assertThat(end(old, 0)).isEqualTo(Ran.RELEASED);
    assertThat(claim(ring)).as("released by now").containsExactly(7, 2);
    assertThat(claim(ring)).containsExactly(8, 1);
    assertThat(claim(ring)).containsExactly(8, 2);
    assertThat(claim(ring)).isEmpty();
  }

  /** A slow trial keeps its place while others come and go. */
  @Test
  void publish_takesAPlaceThatIsFree() {
    var ring = new StagedRing(2, false);
    TrialWork slow = published(ring, 0, 2, 1);
    assertThat(claim(ring)).containsExactly(0, 0);
    for (int number = 1; number < 6; number++) {
      TrialWork work = published(ring, number, 2, 1);
      assertThat(claim(ring)).containsExactly(number, 0);
      assertThat(end(work, 0)).isEqualTo(Ran.RELEASED);
      assertThat(claim(ring)).containsExactly(number, 1);
      assertThat(end(work, 1)).isEqualTo(Ran.LAST);
    }

    assertThat(end(slow, 0)).isEqualTo(Ran.RELEASED);
    assertThat(claim(ring)).containsExactly(0, 1);
  }

  @Test
  void trial_thatIsPrunedAtARound_hasNoMoreToClaim_andIsFreeOnceAllIsGivenBack() {
    var ring = new StagedRing(1, true);
    TrialWork work = Works.staged(4, 0, 1);
    work.judgedBy(Works.prunesAfter(1));
    ring.publish(work);
    assertThat(claim(ring)).containsExactly(0, 0);
    assertThat(claim(ring)).containsExactly(0, 1);

    assertThat(end(work, 0)).isEqualTo(Ran.CUT);

    assertThat(work.isDone()).isTrue();
    assertThat(claim(ring)).isEmpty();
    assertThat(ring.unclaimed()).isZero();
    assertThat(work.slot(1).isCancelRequested()).isTrue();
    assertThat(work.isFree()).as("a thread has replicate 1").isFalse();
    assertThat(work.done(1)).isEqualTo(Ran.DONE);
    assertThat(work.isFree()).isTrue();
  }
}
