package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many abandoned virtual threads of this process may still hold a carrier. A few of them are
 * enough to keep all other virtual threads from running.
 */
final class HeldCarriers {
  private static final AtomicInteger HELD = new AtomicInteger();

  private HeldCarriers() {}

  static boolean any() {
    return HELD.get() > 0;
  }

  /** A thread is abandoned. */
  static void abandoned(Thread thread) {
    if (thread.isVirtual()) {
      HELD.incrementAndGet();
    }
  }

  /** An abandoned thread, which is the current one, has come back. */
  static void cameBack() {
    if (Thread.currentThread().isVirtual()) {
      HELD.decrementAndGet();
    }
  }
}
