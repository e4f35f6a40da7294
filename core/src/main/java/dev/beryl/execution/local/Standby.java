package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks from time to time whether the driving thread, which runs short replicates alone, is
 * delayed by a long one, and then starts other threads for the rest.
 */
final class Standby {
  private static final long PERIOD_NANOS = 10_000_000;

  private final Runnable help;
  private final AtomicLong started = new AtomicLong();
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Makes one that does not look yet.
   *
   * @param help what to do if no replicate has started for a while; called again later if it
   *     changed nothing
   */
  Standby(Runnable help) {
    this.help = help;
  }

  /** Looks from now on. By the driving thread. */
  void look() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("beryl-standby").start(this::run);
    }
  }

  /** Notes that the driving thread starts a replicate. */
  void noteStart() {
    started.lazySet(started.getPlain() + 1);
  }

  private void run() {
    while (!closed) {
      long before = started.get();
      LockSupport.parkNanos(this, PERIOD_NANOS);
      if (!closed && started.get() == before) {
        help.run();
      }
    }
  }

  /** Looks no more. By the driving thread. */
  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
