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
    try {
      run(body, work.unit(replicate), work.retries(), slot);
    } catch (Throwable beyondTheBody) {
      slot.failUnnoted();
    }
    slot.took(stopwatch.stop(start));
    slot.finish();
  }

  private static void run(ReplicateBody body, LocalUnit unit, int retries, ReplicateSlot slot) {
    ReplicateEvent event = ReplicateEvent.begun();
    body.run(unit, slot);
    for (int left = retries; left > 0 && mayRunAgain(slot); left--) {
      slot.clear();
      body.run(unit, slot);
    }
    if (event != null) {
      event.done(unit.trial(), unit.replicate(), unit.seed());
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
