package dev.beryl.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An interrupt from outside, such as Ctrl-C: it stops a study, and the JVM ends once this is
 * closed, when the command has said what there is to say.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean happened;

  Interruption(Runnable stop) {
    hook =
        new Thread(
            () -> {
              happened = true;
              stop.run();
              await();
            },
            "beryl-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("the study has not ended in time; its journal has what was finished");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it came. */
  boolean happened() {
    return happened;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!happened) {
      try {
        var _ = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        happened = true;
      }
    }
  }
}
