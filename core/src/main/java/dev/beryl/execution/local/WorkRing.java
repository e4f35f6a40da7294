package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The started trials, each with its turn, from which replicates are claimed: those of the trial
 * that was started first come first.
 *
 * <p>One thread publishes, any thread claims. There are as many places as trials in flight, so the
 * trial that is replaced has no unclaimed replicates left.
 */
class WorkRing {
  final AtomicReferenceArray<TrialWork> places;
  private final AtomicLong first = new AtomicLong(); // no turn before it has unclaimed replicates
  volatile long end; // the turn of the next trial
  private final AtomicLong published = new AtomicLong(); // replicates
  private final AtomicLong claimed = new AtomicLong();

  WorkRing(int places) {
    this.places = new AtomicReferenceArray<>(places);
  }

  void publish(TrialWork work) {
    long turn = end;
    work.open(turn);
    places.set(place(turn), work);
    published.lazySet(published.getPlain() + work.toRun());
    end = turn + 1;
  }

  final int place(long turn) {
    return (int) (turn % places.length());
  }

  /** The turn of the trial of which to claim a replicate next; -1 if all are claimed. */
  long next() {
    for (long turn = oldest(); turn < end; turn = oldest()) {
      if (at(turn).claims().anyLeft(turn)) {
        return turn;
      }
      first.accumulateAndGet(turn + 1, Math::max);
    }
    return -1;
  }

  private long oldest() {
    return Math.max(first.get(), end - places.length());
  }

  /** The same of a replicate that is not released yet; -1 if none is to be claimed early. */
  long nextEarly() {
    return -1;
  }

  /** Whether any replicate may be claimed now. */
  final boolean anyLeft() {
    return next() >= 0 || nextEarly() >= 0;
  }

  /** The trial at a turn, or a later one that took its place. */
  final TrialWork at(long turn) {
    return places.get(place(turn));
  }

  /** A replicate that is the caller's to run; -1 if that trial has none left at that turn. */
  final int claim(TrialWork work, long turn) {
    return claim(work, turn, false);
  }

  /**
   * A replicate that is the caller's to run; -1 if that trial has none left at that turn.
   *
   * @param early whether it may be one that is not released yet
   */
  final int claim(TrialWork work, long turn, boolean early) {
    int replicate = work.claims().claim(turn, early);
    if (replicate >= 0) {
      claimed.getAndIncrement();
    }
    return replicate;
  }

  /** How many published replicates nobody has claimed and anybody may. */
  long unclaimed() {
    return published.get() - claimed.get();
  }
}
