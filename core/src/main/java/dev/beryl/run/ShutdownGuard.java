package dev.beryl.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a study when the JVM shuts down. The shutdown waits until this guard is closed, or for
 * twice the grace time and a little longer. It does not wait if the thread that is to close the
 * guard called for the shutdown itself, since that one never returns.
 */
public final class ShutdownGuard implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private static final int MORE_SECONDS = 5;
  private static final int GRACES = 2; // until the loop is interrupted, and until it is left behind

  private final Thread caller = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private final boolean hooked;

  ShutdownGuard(Runnable stop, Duration grace) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              if (!isExiting(caller)) {
                await(grace);
              }
            },
            "beryl-shutdown");
    this.hooked = add();
  }

  private boolean add() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException shuttingDown) {
      return false;
    }
  }

  private static boolean isExiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame ->
            frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit"));
  }

  private void await(Duration grace) {
    try {
      long nanos = TimeUnit.NANOSECONDS.convert(grace);
      boolean ended = false;
      for (int times = 0; times < GRACES && !ended; times++) {
        ended = closed.await(nanos, TimeUnit.NANOSECONDS);
      }
      ended = ended || closed.await(MORE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        LOG.log(System.Logger.Level.WARNING, "the JVM shut down before the study had ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (hooked) {
      try {
        var _ = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        LOG.log(System.Logger.Level.DEBUG, "the study ended while the JVM shuts down");
      }
    }
  }
}
