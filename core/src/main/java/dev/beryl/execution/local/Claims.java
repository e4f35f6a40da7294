package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which replicates of a trial threads have claimed and given back. Used again for a later trial, at
 * a later turn.
 */
final class Claims {
  private final AtomicLong unclaimed = new AtomicLong(); // the turn, and how many are left of it
  private final AtomicInteger undone = new AtomicInteger();
  private final AtomicInteger firstSettling = new AtomicInteger();
  private int end; // of the replicates that are open to claims
  private volatile long started; // System.nanoTime() of the first claim; 0: none yet

  /** Lets threads claim some replicates, as long as they know the turn. */
  void open(long turn, int first, int count) {
    started = 0;
    end = first + count;
    firstSettling.setPlain(Integer.MAX_VALUE);
    undone.setPlain(count);
    unclaimed.set(turn << Integer.SIZE | count);
  }

  long turn() {
    return unclaimed.get() >>> Integer.SIZE;
  }

  boolean anyLeft(long turn) {
    return left(unclaimed.get(), turn) > 0;
  }

  /** Of another turn there are none: what was claimed of it is done. */
  private static int left(long unclaimed, long turn) {
    return unclaimed >>> Integer.SIZE == turn ? (int) unclaimed : 0;
  }

  /** A replicate that is the caller's to run; -1 if there is none left at that turn. */
  int claim(long turn) {
    while (true) {
      long now = unclaimed.get();
      int left = left(now, turn);
      if (left == 0) {
        return -1;
      }
      if (unclaimed.compareAndSet(now, now - 1)) {
        return end - left;
      }
    }
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
