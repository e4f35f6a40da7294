package dev.beryl.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the loop of a study that is to end: if it does not in its grace time, what blocks it,
 * such as a listener or an optimizer, is logged and interrupted.
 */
final class Grace {
  private static final System.Logger LOG = System.getLogger("dev.beryl.study");
  private static final int FRAMES = 8;

  private @Nullable Thread loop; // while it runs; another study may use the thread later
  private final Duration grace;
  private final CountDownLatch ended = new CountDownLatch(1);

  Grace(Duration grace) {
    this.grace = grace;
  }

  private synchronized void loopRunsOn(@Nullable Thread thread) {
    loop = thread;
  }

  /** The loop, with its thread known while it runs. */
  Runnable watching(Runnable running) {
    return () -> {
      loopRunsOn(Thread.currentThread());
      try {
        running.run();
      } finally {
        loopRunsOn(null);
      }
    };
  }

  /** Looks on a thread of its own whether the study ends within a time and the grace time. */
  void expectEnd(String why, Duration within) {
    Thread.ofPlatform().daemon().name("beryl-grace").start(() -> look(why, within));
  }

  private void look(String why, Duration within) {
    try {
      if (!endsWithin(within) && !endsWithin(grace)) {
        interruptLoop(why);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean endsWithin(Duration time) throws InterruptedException {
    return ended.await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
  }

  private synchronized void interruptLoop(String why) {
    if (loop != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}, and it has not ended {1} later; its thread is interrupted, which is at{2}",
          why,
          grace,
          frames(loop));
      loop.interrupt();
    }
  }

  private static String frames(Thread loop) {
    return Arrays.stream(loop.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n - " + frame)
        .collect(Collectors.joining());
  }

  void end() {
    ended.countDown();
  }
}
