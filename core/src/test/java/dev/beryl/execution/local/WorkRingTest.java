package dev.beryl.execution.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WorkRingTest {

  private static TrialWork published(WorkRing ring, int replicates, int number) {
    TrialWork work = Works.begun(replicates, number);
    ring.publish(work);
    return work;
  }

  /** Claims what comes next; trial and replicate, or null. */
  private static List<Integer> claim(WorkRing ring) {
    long turn = ring.next();
    if (turn < 0) {
      return List.of();
    }
    TrialWork work = ring.at(turn);
    return List.of(work.number(), ring.claim(work, turn));
  }

  @Test
  void claim_isInTheOrderOfPublishing() {
    var ring = new WorkRing(3);
    assertThat(claim(ring)).isEmpty();
    published(ring, 2, 10);
    published(ring, 1, 11);
    assertThat(ring.unclaimed()).isEqualTo(3);

    assertThat(claim(ring)).containsExactly(10, 0);
    assertThat(claim(ring)).containsExactly(10, 1);
    published(ring, 2, 12);
    published(ring, 1, 13); // in the place of 10
    assertThat(claim(ring)).containsExactly(11, 0);
    assertThat(claim(ring)).containsExactly(12, 0);
    assertThat(claim(ring)).containsExactly(12, 1);
    assertThat(claim(ring)).containsExactly(13, 0);
    assertThat(claim(ring)).isEmpty();
    assertThat(ring.unclaimed()).isZero();
  }

  /** As a driving thread does that runs the trials it waits for itself. */
  @Test
  void claim_afterManyThatWereClaimedDirectly_isStillInOrder() {
    var ring = new WorkRing(3);
    for (int number = 0; number < 100; number++) {
      TrialWork work = published(ring, 2, number);
      assertThat(ring.claim(work, work.claims().turn())).isZero();
      assertThat(ring.claim(work, work.claims().turn())).isEqualTo(1);
      assertThat(ring.claim(work, work.claims().turn())).isEqualTo(-1);
    }
    published(ring, 1, 100);
    published(ring, 1, 101);
    published(ring, 1, 102);

    assertThat(claim(ring)).containsExactly(100, 0);
    assertThat(claim(ring)).containsExactly(101, 0);
    assertThat(claim(ring)).containsExactly(102, 0);
    assertThat(claim(ring)).isEmpty();
  }

  /** Who was held up between looking and claiming gets nothing of a trial that came since. */
  @Test
  void claim_ofATurnThatIsOver_givesNothing() {
    var ring = new WorkRing(1);
    TrialWork work = published(ring, 1, 0);
    long turn = ring.next();
    TrialWork seen = ring.at(turn);
    assertThat(claim(ring)).containsExactly(0, 0);
    Works.begin(work, 1);
    ring.publish(work);

    assertThat(seen.claims().anyLeft(turn)).isFalse();
    assertThat(ring.claim(seen, turn)).isEqualTo(-1);
    assertThat(claim(ring)).containsExactly(1, 0);
  }

  /**
   * One thread publishes with so many in flight, others claim: each replicate once, none is lost.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 3, 4", "2, 1, 4", "3, 2, 2", "8, 3, 8", "64, 1, 3"})
  void claim_byManyThreads_givesEachReplicateOnce(int places, int replicates, int threads)
      throws InterruptedException {
    int trials = 20_000;
    var ring = new WorkRing(places);
    var claimed = new ConcurrentLinkedQueue<Integer>();
    var claiming = new ArrayList<Thread>();
    for (int i = 0; i < threads; i++) {
      claiming.add(
          Thread.ofPlatform().start(() -> claimUntilInterrupted(ring, replicates, claimed)));
    }

    var inFlight = new ArrayList<TrialWork>();
    var free = new ArrayList<TrialWork>();
    IntStream.range(0, places).forEach(i -> free.add(Works.of(replicates)));
    for (int number = 0; number < trials; number++) {
      TrialWork work = free.removeLast();
      Works.begin(work, number);
      ring.publish(work);
      inFlight.add(work);
      while (free.isEmpty()) {
        TrialWork oldest = inFlight.getFirst();
        if (oldest.isDone()) {
          free.add(inFlight.removeFirst());
        } else {
          Thread.onSpinWait();
        }
      }
    }
    for (TrialWork work : inFlight) {
      while (!work.isDone()) {
        Thread.onSpinWait();
      }
    }
    for (Thread thread : claiming) {
      thread.interrupt();
      thread.join();
    }

    assertThat(ring.unclaimed()).isZero();
    assertThat(claimed).hasSize(trials * replicates).doesNotHaveDuplicates();
  }

  private static void claimUntilInterrupted(
      WorkRing ring, int replicates, ConcurrentLinkedQueue<Integer> claimed) {
    while (!Thread.currentThread().isInterrupted()) {
      long turn = ring.next();
      if (turn >= 0) {
        TrialWork work = ring.at(turn);
        int replicate = ring.claim(work, turn);
        if (replicate >= 0) {
          claimed.add(work.number() * replicates + replicate);
          var _ = work.done(replicate);
        }
      }
    }
  }
}
