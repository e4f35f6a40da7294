package dev.beryl;

import dev.beryl.run.StudyRun;
import dev.beryl.study.Ending;
import dev.beryl.study.StudyResult;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A study that runs on a thread of its own.
 *
 * <p>{@link #stop()} ends it early and completes the future with what was finished. {@link
 * #cancel(boolean)} ends it too, but completes the future as cancelled at once; what was finished
 * is then told to the listeners' {@code onEnd}. Completing the future by hand does not end the
 * study.
 */
public final class RunningStudy extends CompletableFuture<StudyResult> {
  private final StudyRun run;

  private RunningStudy(StudyRun run) {
    this.run = run;
  }

  static RunningStudy start(StudyRun run, Callable<StudyResult> toEnd) {
    var running = new RunningStudy(run);
    Thread.ofPlatform()
        .daemon()
        .name("beryl-study-caller")
        .start(() -> {
          try {
            running.complete(toEnd.call());
          } catch (Throwable thrown) {
            running.completeExceptionally(thrown);
          }
        });
    return running;
  }

  /**
   * Ends the study: running replicates are interrupted. The future then completes with what was
   * finished, as {@link Ending#STOPPED}.
   */
  public void stop() {
    run.cancel();
  }

  /**
   * Cancels the future and ends the study: running replicates are interrupted.
   *
   * @param mayInterruptIfRunning has no effect
   * @return whether the future is now cancelled
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning); // before the study completes it
    run.cancel();
    return cancelled;
  }

  /** {@return what is searched for and by which optimizer, and how far it is} */
  @Override
  public String toString() {
    return switch (state()) {
      case RUNNING -> run + ", running";
      case SUCCESS -> run + ", done: " + resultNow();
      case FAILED -> run + ", failed: " + exceptionNow();
      case CANCELLED -> run + ", cancelled";
    };
  }
}
