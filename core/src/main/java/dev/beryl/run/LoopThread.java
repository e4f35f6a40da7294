package dev.beryl.run;

import dev.beryl.execution.local.LeftBehind;
import dev.beryl.study.StudyResult;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The thread of a study's loop, and another in its place if that one is left behind. */
final class LoopThread {
  private static final int FRAMES = 8;

  private final CompletableFuture<StudyResult> result = new CompletableFuture<>();
  private volatile @Nullable Thread thread;

  /** Runs the loop, or its end after the thread that ran it was left behind. */
  void start(Supplier<StudyResult> work) {
    LoopThreads.execute(() -> {
      thread = Thread.currentThread();
      complete(work);
    });
  }

  private void complete(Supplier<StudyResult> work) {
    StudyResult done;
    try {
      done = work.get();
    } catch (LeftBehind e) {
      return; // another thread completes it
    } catch (Throwable e) {
      result.completeExceptionally(e);
      return;
    }
    result.complete(done);
  }

  /**
   * Waits for the result.
   *
   * @param interrupted what to do if the caller is interrupted; its interrupt flag is set at the
   *     end
   */
  StudyResult await(Runnable interrupted) {
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          wasInterrupted = true;
          interrupted.run();
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the loop's thread threw, as if it had been thrown here. */
  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  /** Where the thread is, a line for each of its latest frames. */
  String frames() {
    Thread now = thread;
    return now == null
        ? ""
        : Arrays.stream(now.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n - " + frame)
            .collect(Collectors.joining());
  }
}
