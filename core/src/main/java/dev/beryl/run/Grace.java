package dev.beryl.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Looks after the loop of a study that is to end: if it does not in its grace time, what blocks it,
 * such as a listener or an optimizer, is logged and interrupted.
 */
final class Grace {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");
  private static final int FRAMES = 8;

  private final Thread loop;
  private final Duration grace;
  private final CountDownLatch ended = new CountDownLatch(1);

  Grace(Thread loop, Duration grace) {
    this.loop = loop;
    this.grace = grace;
  }

  /** Looks on a thread of its own whether the study ends within a time and the grace time. */
  void expectEnd(String why, Duration within) {
    Thread.ofPlatform().daemon().name("beryl-grace").start(() -> look(why, within));
  }

  private void look(String why, Duration within) {
    try {
      if (!endsWithin(within) && !endsWithin(grace)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0}, and it has not ended {1} later; its thread is interrupted, which is at{2}",
            why,
            grace,
            frames());
        loop.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean endsWithin(Duration time) throws InterruptedException {
    return ended.await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
  }

  private String frames() {
    return Arrays.stream(loop.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n - " + frame)
        .collect(Collectors.joining());
  }

  void end() {
    ended.countDown();
  }
}
