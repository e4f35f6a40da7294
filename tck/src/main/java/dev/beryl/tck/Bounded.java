package dev.beryl.tck;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a case on a thread of its own, so that a plug-in that hangs is a failure with a place. */
final class Bounded {
  private static final int FRAMES = 12;

  private Bounded() {}

  static void run(Verdict test, Duration patience, Callable<?> body) {
    var thrown = new AtomicReference<@Nullable Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("plug-in under test")
            .start(() -> {
              try {
                body.call();
              } catch (Throwable any) {
                thrown.set(any);
              }
            });
    if (!joined(thread, patience)) {
      String stack =
          Arrays.stream(thread.getStackTrace())
              .limit(FRAMES)
              .map(frame -> "\n           at " + frame)
              .collect(Collectors.joining());
      thread.interrupt();
      throw test.violation(
          -1,
          "it did not come back within "
              + patience.toSeconds()
              + " s; this is where it is:"
              + stack,
          null);
    }
    rethrow(thrown.get());
  }

  private static boolean joined(Thread thread, Duration patience) {
    try {
      return thread.join(patience);
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a case was run", interrupted);
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a call was made", interrupted);
    }
  }

  static void rethrow(@Nullable Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException unchecked -> throw unchecked;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}
