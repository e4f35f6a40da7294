package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which replicates of a trial threads have claimed and given back. Used again for a later trial, at
 * a later turn.
 */
final class Claims {
  private static final long LEFT = 0xFFFF_FFFFL;

  private final AtomicLong unclaimed = new AtomicLong(); // the turn, and how many are left of it
  private final AtomicInteger undone = new AtomicInteger();
  private final AtomicInteger firstSettling = new AtomicInteger();
  private int end; // of the replicates that are open to claims
  private volatile int withheld; // the last of those left that are not released yet
  private volatile long started; // System.nanoTime() of the first claim; 0: none yet

  /** Lets threads claim some replicates, as long as they know the turn. */
  void open(long turn, int first, int count) {
    open(turn, first, count, 0);
  }

  /**
   * Lets threads claim some replicates, as long as they know the turn.
   *
   * @param unreleased how many of the last are claimed early only
   */
  void open(long turn, int first, int count, int unreleased) {
    started = 0;
    end = first + count;
    firstSettling.setPlain(Integer.MAX_VALUE);
    undone.setPlain(count);
    withheld = unreleased; // before they can be claimed
    unclaimed.set(turn << Integer.SIZE | count);
  }

  long turn() {
    return unclaimed.get() >>> Integer.SIZE;
  }

  boolean anyLeft(long turn) {
    return left(unclaimed.get(), turn) > 0;
  }

  /** How many are left of those that are released; none of another turn. */
  int released(long turn) {
    return Math.max(0, left(unclaimed.get(), turn) - withheld);
  }

  /** How many are left, released or not; none of another turn. */
  int left(long turn) {
    return left(unclaimed.get(), turn);
  }

  /** Of another turn there are none: what was claimed of it is done. */
  private static int left(long unclaimed, long turn) {
    return unclaimed >>> Integer.SIZE == turn ? (int) unclaimed : 0;
  }

  /** A released replicate that is the caller's to run; -1 if there is none left at that turn. */
  int claim(long turn) {
    return claim(turn, false);
  }

  /**
   * A replicate that is the caller's to run; -1 if there is none left at that turn.
   *
   * @param early whether it may be one that is not released yet
   */
  int claim(long turn, boolean early) {
    while (true) {
      long now = unclaimed.get();
      int left = left(now, turn);
      if (left == 0 || left <= (early ? 0 : withheld)) {
        return -1;
      }
      if (unclaimed.compareAndSet(now, now - 1)) { // so what is withheld was of this turn, too
        return end - left;
      }
    }
  }

  /** Releases all but some of the last. */
  void release(int unreleased) {
    withheld = unreleased;
  }

  /** Lets nobody claim one any more; returns how many nobody has claimed. */
  int close() {
    return (int) unclaimed.getAndUpdate(now -> now & ~LEFT);
  }

  /** Notes that one of the replicates starts. */
  void noteStart(long now) {
    if (started == 0) {
      started = now;
    }
  }

  /** When the first replicate started, by {@code System.nanoTime()}. */
  long started() {
    return started;
  }

  /** Whether the trial's outcome is known already, whatever a replicate would give. */
  boolean isMoot(int replicate) {
    return firstSettling.get() < replicate;
  }

  /** Notes that a replicate settles how the trial ends. */
  void settle(int replicate) {
    firstSettling.accumulateAndGet(replicate, Math::min);
  }

  /** Gives a claimed replicate back; returns whether it was the last. */
  boolean done() {
    return undone.decrementAndGet() == 0;
  }

  boolean allDone() {
    return undone.get() == 0;
  }
}
