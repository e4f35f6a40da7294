package dev.beryl.execution.local;

import dev.beryl.metric.Recorder;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What came of one replicate: its metrics, or why it has none, and how long it took. Used again for
 * a later replicate.
 *
 * <p>Written by the thread that runs the replicate and read by others when it has ended; {@link
 * #place()} and {@link #isCancelRequested()} may be read at any time.
 */
public final class ReplicateOutcome {
  private final int replicate;
  private final Outcome unnoted;
  private Recorder recorder;
  private @Nullable Outcome trouble;
  private boolean finished;
  private long nanos;
  private int place;
  private Pruner.@Nullable Judge judge;
  private long deadline = Long.MAX_VALUE; // by System.nanoTime(); MAX_VALUE: none
  private volatile boolean cancelRequested;

  /** Makes an empty outcome of replicate 0. */
  public ReplicateOutcome() {
    this(0);
  }

  /**
   * Makes an empty outcome.
   *
   * @param replicate of a trial's replicates, this one
   */
  public ReplicateOutcome(int replicate) {
    this.replicate = replicate;
    this.recorder = new Recorder(replicate);
    this.unnoted =
        new Outcome.Failed(
            Outcome.Reason.EXCEPTION,
            replicate,
            "unknown",
            "its failure could not be noted, as memory ran out or the exception cannot be read",
            null);
  }

  /** Makes it ready for another replicate. */
  void renew() {
    clear();
    judge = null;
    deadline = Long.MAX_VALUE;
    if (cancelRequested) {
      cancelRequested = false;
    }
  }

  /** Forgets what came of the replicate. */
  void clear() {
    forgetTrouble();
    finished = false;
    nanos = 0;
    place = 0;
  }

  /** {@return where the replicate records} */
  public Recorder recorder() {
    return recorder;
  }

  /** Notes a failure of which there is no memory left to say more. */
  void failUnnoted() {
    trouble = unnoted;
  }

  /**
   * Notes that the user's code threw.
   *
   * @param replicate the replicate
   * @param step where
   * @param cause what it threw
   */
  public void fail(int replicate, String step, Throwable cause) {
    String name = cause.getClass().getName();
    String said = cause.getMessage();
    String message = said == null ? name : name + ": " + said;
    end(new Outcome.Failed(Outcome.Reason.EXCEPTION, replicate, step, message, cause));
  }

  /**
   * Notes that the replicate did not run to its end.
   *
   * @param why how it ended instead
   */
  public void end(Outcome why) {
    trouble = why;
  }

  /** Forgets what was recorded and that it did not run to its end. */
  void forgetTrouble() {
    if (trouble instanceof Outcome.Failed) {
      recorder =
          new Recorder(replicate); // an error may have torn this one in the middle of a write
    } else {
      recorder.clear();
    }
    trouble = null;
  }

  /** {@return why the replicate did not run to its end; null if it did} */
  public @Nullable Outcome trouble() {
    return trouble;
  }

  /** Notes that it ran to its end or into trouble: only then it says something of its trial. */
  void finish() {
    finished = true;
  }

  boolean isFinished() {
    return finished;
  }

  /**
   * Notes which step is running.
   *
   * @param place of the step in the pipeline
   */
  public void enter(int place) {
    this.place = place;
  }

  /** {@return the place of the running step} */
  public int place() {
    return place;
  }

  /** {@return whether the replicate has been asked to end early} */
  public boolean isCancelRequested() {
    return cancelRequested;
  }

  void requestCancel() {
    cancelRequested = true;
  }

  /** {@return who judges its reports; null: nobody} */
  public Pruner.@Nullable Judge judge() {
    return judge;
  }

  void judgedBy(Pruner.@Nullable Judge judge) {
    this.judge = judge;
  }

  /** {@return how long it may still run, in nanoseconds, at least 0; MAX_VALUE if that is open} */
  public long nanosLeft() {
    return deadline == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadline - System.nanoTime());
  }

  void endsAt(long deadline) {
    this.deadline = deadline;
  }

  /** {@return how long it ran, in nanoseconds} */
  public long nanos() {
    return nanos;
  }

  void took(long nanos) {
    this.nanos = nanos;
  }
}
