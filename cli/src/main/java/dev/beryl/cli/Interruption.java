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
  private final Thread hook = new Thread(this::take, "beryl-interruption");
  private volatile Runnable stop = () -> {};
  private volatile boolean happened;

  /** Waits for an interrupt from now on. */
  Interruption() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      happened = true;
    }
  }

  /** Says what stops the study. */
  void stops(Runnable study) {
    stop = study;
    if (happened) { // read after the write: either this or the hook sees the other
      study.run();
    }
  }

  private void take() {
    happened = true;
    stop.run();
    await();
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
