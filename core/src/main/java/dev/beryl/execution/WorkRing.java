package dev.beryl.execution;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The started trials, in the order of their start, from which replicates are claimed: those of the
 * trial that was started first come first.
 *
 * <p>One thread publishes, any thread claims. A place is taken again only by a trial that is started
 * after all replicates of the one before were claimed, which holds with as many places as trials in
 * flight, as no replicate of a later trial is claimed before those of an earlier one.
 */
final class WorkRing {
  private final AtomicReferenceArray<TrialWork> places;
  private final AtomicLong first = new AtomicLong(); // the first that may have unclaimed replicates
  private volatile long end; // after the last published trial
  private long trials;
  private long replicates;
  private final AtomicLong claimed = new AtomicLong();

  WorkRing(int places) {
    this.places = new AtomicReferenceArray<>(places);
  }

  void publish(TrialWork work) {
    work.open();
    places.set((int) (trials % places.length()), work);
    replicates += work.toRun();
    end = ++trials;
  }

  /** The trial of which to claim a replicate next; null if all are claimed. */
  @Nullable TrialWork next() {
    for (long at = first.get(); at < end; at = first.get()) {
      TrialWork work = places.get((int) (at % places.length()));
      if (work.hasUnclaimed()) {
        return work;
      }
      first.compareAndSet(at, at + 1);
    }
    return null;
  }

  void countClaim() {
    claimed.getAndIncrement();
  }

  /** How many published replicates nobody has claimed; asked by the publishing thread. */
  long unclaimed() {
    return replicates - claimed.get();
  }
}
