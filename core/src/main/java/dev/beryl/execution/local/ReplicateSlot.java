package dev.beryl.execution.local;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.metric.Recorder;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of one replicate of a trial in flight: where it records, how it ended, how long it
 * took. Used again for the same replicate of a later trial; a {@link ReplicateResult} is what is
 * kept.
 *
 * <p>Written by the thread that runs the replicate and read by others when it has ended; {@link
 * #place()} and {@link #isCancelRequested()} may be read at any time.
 */
public final class ReplicateSlot {
  /** When a replicate started that was restored, or whose thread was left behind. */
  public static final long NOT_KNOWN = Long.MIN_VALUE;

  private final int replicate;
  private final Outcome unnoted;
  private Recorder recorder;
  private Outcome status = Outcome.COMPLETED;
  private boolean finished;
  private long started = NOT_KNOWN;
  private long nanos;
  private int place;
  private Pruner.@Nullable Judge judge;
  private boolean judgedElsewhere; // by a copy of the judge
  private long deadline = Long.MAX_VALUE; // by System.nanoTime(); MAX_VALUE: none
  private volatile boolean cancelRequested;
  private volatile @Nullable CancelActions onCancel;
  private volatile boolean abandoned; // for good: its trial has another slot then

  /** Makes an empty slot of replicate 0. */
  public ReplicateSlot() {
    this(0);
  }

  /**
   * Makes an empty slot.
   *
   * @param replicate of a trial's replicates, this one
   */
  public ReplicateSlot(int replicate) {
    this.replicate = replicate;
    this.recorder = new Recorder(replicate);
    this.unnoted =
        new Outcome.Failed(
            Outcome.Reason.EXCEPTION,
            replicate,
            "unknown",
            "its failure could not be recorded, because memory ran out or the exception cannot be read",
            null);
  }

  /** {@return the replicate, from 0} */
  public int replicate() {
    return replicate;
  }

  /** Makes it ready for another replicate. */
  void renew() {
    clear();
    judge = null;
    judgedElsewhere = false;
    deadline = Long.MAX_VALUE;
    if (cancelRequested) {
      cancelRequested = false;
    }
  }

  /** Forgets how the replicate ended and what it recorded. */
  void clear() {
    if (status instanceof Outcome.Failed) {
      recorder =
          new Recorder(replicate); // an error may have torn this one in the middle of a write
    } else {
      recorder.clear();
    }
    status = Outcome.COMPLETED;
    finished = false;
    started = NOT_KNOWN;
    nanos = 0;
    place = 0;
  }

  /** Puts a result in the place of what is here. */
  void restore(ReplicateResult result) {
    clear();
    for (MetricValues metric : result.metrics()) {
      for (int i = 0; i < metric.size(); i++) {
        recorder.record(metric.name(), metric.get(i));
      }
    }
    result.reports().forEach(recorder::report);
    result.notes().forEach(recorder::note);
    status = result.status();
    nanos = result.duration().toNanos();
    finished = true;
  }

  /** How the replicate ended, and what it recorded, as a value. */
  ReplicateResult result(int trial) {
    return new ReplicateResult(
        trial,
        replicate,
        status,
        metrics(),
        recorder.reports(),
        recorder.notes(),
        Duration.ofNanos(Math.max(0, nanos)));
  }

  private List<MetricValues> metrics() {
    if (recorder.metrics() == 1 && recorder.count(recorder.slotAt(0)) > 0) {
      return List.of(metric(0));
    }
    var metrics = new ArrayList<MetricValues>(recorder.metrics());
    for (int i = 0; i < recorder.metrics(); i++) {
      if (recorder.count(recorder.slotAt(i)) > 0) { // not torn by an error
        metrics.add(metric(i));
      }
    }
    return metrics;
  }

  private MetricValues metric(int index) {
    int slot = recorder.slotAt(index);
    return new MetricValues(recorder.name(slot), recorder.values(slot));
  }

  /** {@return where the replicate records} */
  public Recorder recorder() {
    return recorder;
  }

  /** Notes a failure of which there is no memory left to say more. */
  void failUnnoted() {
    status = unnoted;
  }

  /** Notes that the user's code threw. */
  public void fail(int replicate, String step, Throwable cause) {
    String name = cause.getClass().getName();
    String said = cause.getMessage();
    String message = said == null ? name : name + ": " + said;
    end(new Outcome.Failed(Outcome.Reason.EXCEPTION, replicate, step, message, cause));
  }

  /** Notes that the replicate did not run to its end. */
  public void end(Outcome why) {
    status = why;
  }

  /** Makes it one that failed, without what it recorded. */
  void refuse(String why) {
    long start = started;
    long took = nanos;
    clear();
    recorder = new Recorder(replicate); // the old one is large
    end(new Outcome.Failed(Outcome.Reason.EXCEPTION, replicate, "journal", why, null));
    ran(start, took);
    finish();
  }

  /** {@return how the replicate ended; completed unless something was noted} */
  public Outcome status() {
    return status;
  }

  /** {@return whether nothing kept it from its end} */
  public boolean isCompleted() {
    return status instanceof Outcome.Completed;
  }

  /** Notes that it ended: only then its status says something of its trial. */
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

  /** Asks the replicate to end early. From any thread. */
  public void requestCancel() {
    cancelRequested = true;
    CancelActions actions = onCancel;
    if (actions != null) {
      actions.start();
    }
  }

  /** Has an action run once the replicate is asked to end early; at once if it was. */
  public void onCancel(AutoCloseable action) {
    CancelActions actions = onCancel;
    if (actions == null) {
      actions = new CancelActions();
      onCancel = actions;
    }
    actions.add(action);
    if (cancelRequested) { // read after it was added: either this or requestCancel() sees the other
      actions.runAll();
    }
  }

  /** Runs the actions of a replicate that is pruned. */
  public void cancelPruned() {
    CancelActions actions = onCancel;
    if (actions != null) {
      actions.runAll();
    }
  }

  /** Forgets the actions, once the replicate's code has come back and those that run have ended. */
  public void endCancelActions() {
    CancelActions actions = onCancel;
    if (actions != null) {
      actions.end();
      onCancel = null;
    }
  }

  /** {@return whether its thread was left behind in it, which may still run it} */
  public boolean isAbandoned() {
    return abandoned;
  }

  void abandon() {
    abandoned = true;
  }

  /** {@return what judges its reports; null: nothing} */
  public Pruner.@Nullable Judge judge() {
    return judge;
  }

  void judgedBy(Pruner.@Nullable Judge judge) {
    this.judge = judge;
  }

  /** Whether its reports are judged where it runs, and not here. */
  boolean isJudgedElsewhere() {
    return judgedElsewhere;
  }

  void judgedElsewhere(boolean isElsewhere) {
    judgedElsewhere = isElsewhere;
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

  /** {@return when it started, by System.nanoTime()} */
  long started() {
    return started;
  }

  void ran(long started, long nanos) {
    this.started = started;
    this.nanos = nanos;
  }
}
