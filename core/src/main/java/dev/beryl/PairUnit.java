package dev.beryl;

import dev.beryl.execution.local.ReplicateSlot;
import dev.beryl.space.Treatment;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A replicate of one of two treatments, which one thread runs and another waits for. */
final class PairUnit implements Runnable {
  private final ExperimentBody body;
  private final Treatment treatment;
  private final int side;
  private final long seed;
  private final ReplicateSlot slot;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread thread; // that runs it
  private boolean canceled;

  PairUnit(ExperimentBody body, Treatment treatment, int side, long seed, ReplicateSlot slot) {
    this.body = body;
    this.treatment = treatment;
    this.side = side;
    this.seed = seed;
    this.slot = slot;
  }

  int side() {
    return side;
  }

  /** Where it recorded; to be read when it has ended. */
  ReplicateSlot slot() {
    return slot;
  }

  @Override
  public void run() {
    synchronized (this) {
      if (canceled) {
        return;
      }
      thread = Thread.currentThread();
    }
    try {
      body.run(-1, seed, treatment, slot);
    } finally {
      synchronized (this) {
        thread = null;
      }
      ended.countDown();
    }
  }

  /** Keeps it from starting, or asks it to end and interrupts it. */
  synchronized void cancel() {
    canceled = true;
    slot.requestCancel();
    if (thread == null) {
      ended.countDown();
    } else {
      thread.interrupt();
    }
  }

  /** Waits until it has ended; false if this thread was interrupted first, which stays noted. */
  boolean await() {
    try {
      if (ended.getCount() > 0) {
        ended.await();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Waits until it has ended, whatever interrupts this thread, since it uses what is closed next.
   */
  void awaitEnd() {
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
