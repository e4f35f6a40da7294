package dev.beryl;

import dev.beryl.fault.Nulls;
import dev.beryl.run.StudyRun;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.study.Progress;
import dev.beryl.study.StudyResult;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A study that runs on its own thread.
 *
 * <p>{@link #stop()} ends the study early and completes the future with the result up to then.
 * {@link #cancel(boolean)} ends it too, but completes the future as cancelled at once; listeners
 * get the result in {@code onEnd}. Completing the future by hand does not end the study.
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
   * Ends the study and interrupts its running replicates. The future then completes with the result
   * up to then, which ended as {@link Ending#STOPPED}. What ignores its interrupt is left behind
   * after the grace time of {@link Study#abandonAfter}.
   */
  public void stop() {
    run.cancel();
  }

  /**
   * Cancels the future, ends the study and interrupts its running replicates.
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

  /**
   * Runs a treatment as soon as a trial can start, before those that the optimizer proposes next.
   * Treatments run in the order in which they were enqueued, after those of {@link
   * Study#startWith}. Each is a trial of the study, counts for {@link Study#trials}, and is told to
   * the optimizer as a trial that it did not propose; {@link dev.beryl.trial.Trial#origin()} marks
   * it. May be called from any thread.
   *
   * <p>A journal records the treatment at once, and later the place in the study at which it became
   * a trial. A study that continues runs it at the same place, or if it had not become a trial as
   * soon as the recorded trials are done. If the study ends before its turn, a warning of the
   * result says so.
   *
   * @param treatment of the study's space or of one with the same parameters, or made by hand
   * @throws IllegalArgumentException if it does not fit the search space; the message lists all
   *     faults
   * @throws IllegalStateException if the study has ended
   */
  public void enqueue(Treatment treatment) {
    Nulls.refuse("running study: treatment", treatment);
    run.enqueue(treatment);
  }

  /**
   * Keeps a note with the study, not with a trial, as {@link Study#notes} does. A journal records
   * it at once. May be called from any thread.
   *
   * @param key what the note is about; not blank
   * @param text the note; it replaces an earlier one under the same key
   * @throws IllegalArgumentException if the key is blank, or a text is null or not well-formed
   *     UTF-16
   * @throws IllegalStateException if the study has ended
   */
  public void note(String key, String text) {
    NoteTexts.require("the study", key, text);
    run.note(key, text);
  }

  /**
   * Returns how far the study is. May be called from any thread, also when the study has ended.
   * Each call looks at all trials so far.
   *
   * @return the progress at this moment; it does not change later
   */
  public Progress progress() {
    return run.progress();
  }

  /** {@return the objectives, the optimizer, and the state of the study} */
  @Override
  public String toString() {
    return switch (state()) {
      case RUNNING -> run + ", running: " + progress();
      case SUCCESS -> run + ", done: " + resultNow();
      case FAILED -> run + ", failed: " + exceptionNow();
      case CANCELLED -> run + ", cancelled";
    };
  }
}
