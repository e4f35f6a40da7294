package dev.beryl.execution.local;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts and logs the threads that a study abandons, and says when there are too many. */
final class AbandonedThreads {
  private static final System.Logger LOG = System.getLogger("dev.beryl.execution");

  private final int most;
  private final AtomicInteger count = new AtomicInteger();

  AbandonedThreads(int most) {
    this.most = most;
  }

  int count() {
    return count.get();
  }

  /**
   * Notes another one.
   *
   * @return why the study cannot go on; null if it can
   */
  @Nullable String note(Worker.Abandoned hangs) {
    int now = count.incrementAndGet();
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "trial %s replicate %s ignores its interrupt in step '%s'; its thread is abandoned, %s so far"
                .formatted(hangs.trial(), hangs.replicate(), hangs.step(), now));
    return now <= most
        ? null
        : ("%s threads ignore their interrupts, the last one in step '%s'; call ctx.checkCancelled() in"
                + " long loops, or allow more with abandon(…)")
            .formatted(now, hangs.step());
  }
}
