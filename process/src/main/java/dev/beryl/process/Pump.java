package dev.beryl.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads a stream of a program to its end, by default on a thread of its own. */
final class Pump {
  /** Threads end once they had nothing to read for a second. */
  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("beryl-output-", 0).factory());

  private static final int BUFFER = 1 << 13;

  private final InputStream stream;
  private final Capture kept;
  private final @Nullable Lines lines;
  private final FutureTask<@Nullable Void> task = new FutureTask<>(this::read, null);

  /**
   * Makes one.
   *
   * @param keep how many bytes
   * @param lines take all of them; null: nothing does
   */
  Pump(InputStream stream, int keep, @Nullable Lines lines) {
    this.stream = stream;
    this.kept = new Capture(keep);
    this.lines = lines;
  }

  /** Starts to read. */
  void start() {
    THREADS.execute(task);
  }

  /** Reads on this thread, which must not wait: all who could write have ended. */
  void readHere() {
    task.run();
  }

  private void read() {
    var bytes = new byte[BUFFER];
    try (stream) {
      for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
        kept.take(bytes, count);
        if (lines != null) {
          lines.take(bytes, count);
        }
      }
    } catch (IOException closedWithItsProgram) {
      return; // what was read counts
    } finally {
      if (lines != null) {
        lines.end();
      }
    }
  }

  /** Waits for the end of the stream; returns whether it came in time. */
  boolean awaitEnd(long millis) throws InterruptedException {
    try {
      Future<?> end = task;
      end.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the output of a program could not be read", e.getCause());
    }
  }

  /** What was kept; only once its end came. */
  String text() {
    return kept.text();
  }
}
