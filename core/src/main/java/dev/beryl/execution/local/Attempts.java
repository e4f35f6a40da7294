package dev.beryl.execution.local;

import dev.beryl.jfr.ReplicateEvent;
import dev.beryl.trial.Outcome;

/** Runs a replicate on the current thread, again with the same seed where it fails and may be. */
final class Attempts {
  private Attempts() {}

  /** Throws nothing, whatever happens. */
  static void run(
      ReplicateBody body,
      TrialWork work,
      int replicate,
      ReplicateOutcome outcome,
      Stopwatch stopwatch) {
    long start = stopwatch.start();
    try {
      run(body, work.unit(replicate), work.retries(), outcome);
    } catch (Throwable beyondTheBody) {
      outcome.failUnnoted();
    }
    outcome.took(stopwatch.stop(start));
    outcome.finish();
  }

  private static void run(
      ReplicateBody body, WorkUnit unit, int retries, ReplicateOutcome outcome) {
    ReplicateEvent event = ReplicateEvent.begun();
    body.run(unit, outcome);
    for (int left = retries; left > 0 && mayRunAgain(outcome); left--) {
      outcome.clear();
      body.run(unit, outcome);
    }
    if (event != null) {
      event.done(unit.trial(), unit.replicate(), unit.seed());
    }
  }

  private static boolean mayRunAgain(ReplicateOutcome outcome) {
    if (!(outcome.trouble() instanceof Outcome.Failed)) {
      return false;
    }
    var _ = Thread.interrupted(); // the replicate's own; before ours it is asked to end
    return !outcome.isCancelRequested();
  }
}
