package dev.beryl.tck;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A call on its own thread. If it throws, {@link #get} throws the same. */
final class OtherThread<T> {
  private static final int FRAMES = 12;

  private final FutureTask<T> call;
  private final Thread thread;

  OtherThread(String name, Callable<T> call) {
    this.call = new FutureTask<>(call);
    this.thread = Thread.ofPlatform().daemon().name(name).start(this.call);
  }

  /** The result, however long it takes. */
  T get() {
    try {
      return get(Duration.ofNanos(Long.MAX_VALUE));
    } catch (TimeoutException never) {
      throw new IllegalStateException(never);
    }
  }

  /** The result; a plug-in that does not come back breaks the rule, at the place where it is. */
  T get(Case test, Duration patience) {
    try {
      return get(patience);
    } catch (TimeoutException hangs) {
      String stack =
          Arrays.stream(thread.getStackTrace())
              .limit(FRAMES)
              .map(frame -> "\n           at " + frame)
              .collect(Collectors.joining());
      thread.interrupt();
      throw test.broken(
          -1,
          "it did not return within %s s; it is here:%s".formatted(patience.toSeconds(), stack),
          null);
    }
  }

  private T get(Duration patience) throws TimeoutException {
    try {
      return call.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException thrown) {
      switch (thrown.getCause()) {
        case Error error -> throw error;
        case RuntimeException unchecked -> throw unchecked;
        case null, default -> throw new IllegalStateException(thrown.getCause());
      }
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a plug-in was called", interrupted);
    }
  }
}
