package dev.beryl.execution;

import dev.beryl.trial.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The right to run one replicate at a time: there are as many workers as replicates may run at once.
 * What it runs can be interrupted, and abandoned if it ignores that.
 */
final class Worker {
  private enum Phase {
    IDLE,
    RUNNING,
    INTERRUPTED,
    ABANDONED
  }

  /** What became of a replicate. */
  enum Ran {
    /** It is done. */
    DONE,
    /** It is done and was the last of its trial. */
    LAST,
    /** It was abandoned: others have seen to it, and this worker counts no more. */
    ABANDONED
  }

  private final ReplicateBody body;
  private final Limits limits;
  private final long studyEnd; // by System.nanoTime(); MAX_VALUE: open
  private final Stopwatch stopwatch = new Stopwatch();
  private Phase phase = Phase.IDLE;
  private @Nullable Thread thread;
  private @Nullable TrialWork work;
  private int replicate;
  private long began;
  private long interruptedAt;
  private @Nullable Duration passed; // the limit that it ran into; null: it was cancelled
  private boolean cancelled;

  Worker(ReplicateBody body, Limits limits, long studyEnd) {
    this.body = body;
    this.limits = limits;
    this.studyEnd = studyEnd;
  }

  /** Runs a claimed replicate on the current thread. */
  Ran run(TrialWork claimed, int index) {
    ReplicateOutcome outcome = claimed.outcome(index);
    if (!claimed.isMoot(index) && begin(claimed, index)) {
      Attempts.run(body, claimed, index, outcome, stopwatch);
      if (!end(outcome)) {
        return Ran.ABANDONED;
      }
    }
    return claimed.done(index) ? Ran.LAST : Ran.DONE;
  }

  private synchronized boolean begin(TrialWork claimed, int index) {
    if (cancelled) {
      return false;
    }
    phase = Phase.RUNNING;
    thread = Thread.currentThread();
    work = claimed;
    replicate = index;
    passed = null;
    if (limits.any()) {
      began = System.nanoTime();
      claimed.noteBegin(began);
      long ofTrial = end(limits.trial(), claimed.begun());
      long ofReplicate = end(limits.replicate(), began);
      claimed.outcome(index).endsAt(Math.min(studyEnd, Math.min(ofTrial, ofReplicate)));
    }
    return true;
  }

  private static long end(@Nullable Duration limit, long since) {
    return limit == null ? Long.MAX_VALUE : since + limit.toNanos();
  }

  /** Returns whether the outcome still counts. No interrupt of ours comes after it. */
  private synchronized boolean end(ReplicateOutcome outcome) {
    if (phase == Phase.ABANDONED) {
      return false;
    }
    if (phase == Phase.INTERRUPTED && passed != null) {
      outcome.end(timedOut(outcome, passed));
    } else if (phase == Phase.INTERRUPTED) {
      outcome.clear();
    }
    var _ = Thread.interrupted(); // ours, or the replicate's own
    phase = Phase.IDLE;
    thread = null;
    work = null;
    return true;
  }

  private Outcome timedOut(ReplicateOutcome outcome, Duration limit) {
    return new Outcome.TimedOut(replicate, body.stepAt(outcome.place()), limit);
  }

  /** Lets it run nothing more and interrupts what it runs. */
  synchronized void cancel() {
    cancelled = true;
    if (phase == Phase.RUNNING) {
      interrupt(null);
    }
  }

  private void interrupt(@Nullable Duration limit) {
    if (thread == null || work == null) {
      throw new IllegalStateException("nothing runs");
    }
    phase = Phase.INTERRUPTED;
    passed = limit;
    interruptedAt = System.nanoTime();
    work.outcome(replicate).requestCancel();
    thread.interrupt();
  }

  /**
   * Interrupts what runs if it has passed a limit.
   *
   * @return how many nanoseconds later to look again; at most 0 if it is to be abandoned
   */
  synchronized long watch(long now) {
    if (phase == Phase.RUNNING && work != null) {
      long left = left(limits.replicate(), began, now);
      long ofTrial = left(limits.trial(), work.begun(), now);
      if (Math.min(left, ofTrial) > 0) {
        return Math.min(left, ofTrial);
      }
      interrupt(left <= 0 ? limits.replicate() : limits.trial());
      return Math.max(1, limits.grace().toNanos());
    }
    return phase == Phase.INTERRUPTED
        ? interruptedAt + limits.grace().toNanos() - now
        : Long.MAX_VALUE;
  }

  private static long left(@Nullable Duration limit, long since, long now) {
    return limit == null ? Long.MAX_VALUE : since + limit.toNanos() - now;
  }

  /**
   * Gives up what runs and ignores its interrupt: its trial gets another outcome in its place.
   *
   * @return what was abandoned, for a message; null if it has ended meanwhile
   */
  synchronized @Nullable Abandoned abandon() {
    if (phase != Phase.INTERRUPTED || work == null) {
      return null;
    }
    phase = Phase.ABANDONED;
    String step = body.stepAt(work.outcome(replicate).place());
    work.replace(
        replicate, passed == null ? null : timedOut(work.outcome(replicate), passed));
    return new Abandoned(work.number(), replicate, step, work.done(replicate));
  }

  /**
   * A replicate whose thread goes on.
   *
   * @param trial the trial's number
   * @param replicate the replicate
   * @param step where it hangs
   * @param last whether it was the last of its trial
   */
  record Abandoned(int trial, int replicate, String step, boolean last) {}
}
