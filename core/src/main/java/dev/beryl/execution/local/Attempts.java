package dev.beryl.execution.local;

import dev.beryl.jfr.ReplicateEvent;
import dev.beryl.trial.Outcome;

/**
 * Runs a replicate on the current thread. If it fails and may be retried, runs it again with the
 * same seed.
 */
final class Attempts {
  private Attempts() {}

  /** Throws nothing, whatever happens. */
  static void run(
      ReplicateBody body, TrialWork work, int replicate, ReplicateSlot slot, Stopwatch stopwatch) {
    long start = stopwatch.start();
    run(body, work, replicate, slot);
    slot.ran(start, stopwatch.stop(start));
  }

  /** Takes no time. Throws nothing, whatever happens. */
  static void run(ReplicateBody body, TrialWork work, int replicate, ReplicateSlot slot) {
    try {
      run(body, work, work.seed(replicate), slot);
    } catch (Throwable beyondTheBody) {
      slot.failUnnoted();
    }
    slot.finish();
  }

  private static void run(ReplicateBody body, TrialWork work, long seed, ReplicateSlot slot) {
    ReplicateEvent event = ReplicateEvent.begun();
    body.run(work.number(), seed, work.treatment(), slot);
    for (int left = work.retries(); left > 0 && mayRunAgain(slot); left--) {
      slot.clear();
      body.run(work.number(), seed, work.treatment(), slot);
    }
    if (event != null) {
      event.done(work.number(), slot.replicate(), seed);
    }
  }

  private static boolean mayRunAgain(ReplicateSlot slot) {
    if (!(slot.status() instanceof Outcome.Failed)) {
      return false;
    }
    var _ = Thread.interrupted(); // the replicate's own; before ours it is asked to end
    return !slot.isCancelRequested();
  }
}
