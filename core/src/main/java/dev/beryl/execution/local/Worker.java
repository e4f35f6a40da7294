package dev.beryl.execution.local;

import dev.beryl.trial.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs one replicate at a time, which can be interrupted, and abandoned if it ignores that. */
final class Worker {
  private enum Phase {
    IDLE,
    RUNNING,
    INTERRUPTED,
    NOTING,
    ABANDONED
  }

  private final ReplicateBody body;
  private final Limits limits;
  private final long studyEnd; // as all ends by System.nanoTime(); MAX_VALUE: open
  private final @Nullable Watcher watcher;
  private final Stopwatch stopwatch = new Stopwatch();
  private Phase phase = Phase.IDLE;
  private @Nullable Thread thread;
  private @Nullable TrialWork work;
  private @Nullable ReplicateSlot running;
  private int replicate;
  private long replicateEnd = Long.MAX_VALUE;
  private long trialEnd = Long.MAX_VALUE;
  private long graceEnd;
  private int interruptedAt; // the place of the step
  private @Nullable Duration passed; // the limit that it ran into; null: it was cancelled
  private boolean cancelled;

  Worker(ReplicateBody body, Limits limits, long studyEnd, @Nullable Watcher watcher) {
    this.body = body;
    this.limits = limits;
    this.studyEnd = studyEnd;
    this.watcher = watcher;
  }

  /** Runs a claimed replicate on the current thread. */
  Ran run(TrialWork claimed, int index) {
    ReplicateSlot slot = claimed.slot(index);
    if (!slot.isFinished() && !claimed.claims().isMoot(index) && start(claimed, index, slot)) {
      Attempts.run(body, claimed, index, slot, stopwatch);
      if (!end(slot)) {
        return Ran.ABANDONED;
      }
      if (slot.isFinished()) {
        claimed.noteEnd(index);
      }
      noted();
    }
    return claimed.done(index);
  }

  private synchronized boolean start(TrialWork claimed, int index, ReplicateSlot slot) {
    if (cancelled || slot.isCancelRequested()) {
      return false;
    }
    var _ = Thread.interrupted(); // of whatever ran on this thread before
    phase = Phase.RUNNING;
    thread = Thread.currentThread();
    work = claimed;
    running = slot;
    replicate = index;
    passed = null;
    if (watcher != null) {
      limit(claimed, slot, watcher);
    }
    return true;
  }

  private void limit(TrialWork claimed, ReplicateSlot slot, Watcher limiting) {
    long now = System.nanoTime();
    claimed.claims().noteStart(now);
    replicateEnd = Limits.end(now, limits.replicate());
    trialEnd = Limits.end(claimed.claims().started(), limits.trial());
    long end = Math.min(replicateEnd, trialEnd);
    slot.endsAt(Math.min(studyEnd, end));
    limiting.expect(end);
  }

  /** Returns whether the slot still counts. No interrupt of ours comes after it. */
  private synchronized boolean end(ReplicateSlot slot) {
    if (phase == Phase.ABANDONED) {
      HeldCarriers.cameBack();
      return false;
    }
    if (phase == Phase.INTERRUPTED && passed != null) {
      slot.end(timedOut(slot, passed));
    } else if (slot.isCancelRequested()) {
      slot.clear();
    }
    var _ = Thread.interrupted(); // ours, or the replicate's own
    phase = Phase.NOTING;
    thread = null;
    work = null;
    running = null;
    return true;
  }

  private synchronized void noted() {
    phase = Phase.IDLE;
  }

  private Outcome timedOut(ReplicateSlot slot, Duration limit) {
    return new Outcome.TimedOut(slot.replicate(), body.stepAt(interruptedAt), limit);
  }

  /** Lets it run nothing more and interrupts what it runs. */
  synchronized void cancel() {
    cancelled = true;
    if (phase == Phase.RUNNING) {
      interrupt(null);
    }
  }

  /**
   * Interrupts what it runs if its trial has ended without it. It is not abandoned before it has
   * passed its own limits: many replicates look up only when they end.
   */
  synchronized void endIfCancelled() {
    if (phase == Phase.RUNNING && running != null && running.isCancelRequested()) {
      interrupt(null);
      long end = Math.min(replicateEnd, trialEnd);
      graceEnd = end == Long.MAX_VALUE ? end : Limits.end(end, limits.grace());
    }
  }

  private void interrupt(@Nullable Duration limit) {
    if (thread == null || running == null) {
      throw new IllegalStateException("nothing runs");
    }
    phase = Phase.INTERRUPTED;
    passed = limit;
    graceEnd = Limits.end(System.nanoTime(), limits.grace());
    interruptedAt = running.place();
    running.requestCancel();
    thread.interrupt();
  }

  /** Whether something runs that is not abandoned. */
  synchronized boolean isBusy() {
    return phase != Phase.IDLE && phase != Phase.ABANDONED;
  }

  /**
   * Interrupts what runs if it has passed a limit.
   *
   * @return when to look again, by System.nanoTime(); if that has passed it is to be abandoned
   */
  synchronized long watch(long now) {
    if (phase == Phase.RUNNING) {
      long end = Math.min(replicateEnd, trialEnd);
      if (end > now) {
        return end;
      }
      interrupt(replicateEnd <= now ? limits.replicate() : limits.trial());
    }
    return phase == Phase.INTERRUPTED ? graceEnd : Long.MAX_VALUE;
  }

  synchronized boolean isAbandoned() {
    return phase == Phase.ABANDONED;
  }

  /**
   * Gives up what runs and ignores its interrupt: its trial gets another slot in its place, which
   * is still to be given back.
   *
   * @return what was abandoned; null if it has ended meanwhile
   */
  synchronized @Nullable Abandoned abandon() {
    if (phase != Phase.INTERRUPTED || work == null || running == null || thread == null) {
      return null;
    }
    phase = Phase.ABANDONED;
    running.abandon();
    HeldCarriers.abandoned(thread);
    String step = body.stepAt(running.place());
    work.replace(replicate, passed == null ? null : timedOut(running, passed));
    if (passed != null) {
      work.noteEnd(replicate);
    }
    return new Abandoned(work, work.number(), replicate, step);
  }

  /**
   * A replicate whose thread goes on.
   *
   * @param work the trial
   * @param trial its number
   * @param replicate the replicate
   * @param step where it hangs
   */
  record Abandoned(TrialWork work, int trial, int replicate, String step) {}
}
