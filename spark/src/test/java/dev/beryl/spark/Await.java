package dev.beryl.spark;

import dev.beryl.RunningStudy;
import dev.beryl.study.StudyResult;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that end, at the latest with an error that says what was waited for. */
final class Await {
  static final Duration LIMIT = Duration.ofSeconds(120);

  private Await() {}

  private static AssertionError inVain(String what) {
    return new AssertionError(
        "waited %s s for %s, which did not come".formatted(LIMIT.toSeconds(), what));
  }

  /** Waits until something holds that another process does. */
  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw inVain(what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Takes permits that replicates give. */
  static void permits(String what, Semaphore semaphore, int permits) throws InterruptedException {
    if (!semaphore.tryAcquire(permits, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw inVain(permits + " times " + what);
    }
  }

  /**
   * Waits for the end of a study.
   *
   * @throws RuntimeException as the study does, if it fails
   */
  static StudyResult end(String name, RunningStudy running) {
    try {
      return running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      running.stop();
      throw inVain("the end of the study '%s': %s".formatted(name, running.progress()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted in the study '%s'".formatted(name), e);
    }
  }

  /** Waits for the end of a process. */
  static void end(String what, ProcessHandle process) {
    try {
      process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw inVain("the end of " + what);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
