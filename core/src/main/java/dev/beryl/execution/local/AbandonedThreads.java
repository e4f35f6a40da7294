package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts and logs the threads that a study abandons. */
final class AbandonedThreads {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final AtomicInteger count = new AtomicInteger();

  int count() {
    return count.get();
  }

  /** Notes another one; returns how many there are now. */
  int note(Worker.Abandoned hangs) {
    int now = count.incrementAndGet();
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "trial %s replicate %s ignores its interrupt in step '%s'; its thread is abandoned, %s so far"
                .formatted(hangs.trial(), hangs.replicate(), hangs.step(), now));
    return now;
  }
}
