package dev.beryl.execution;

import dev.beryl.observe.ReplicateEvent;
import dev.beryl.trial.Outcome;

/** Runs a replicate on the current thread, again with the same seed where it fails and may be. */
final class Attempts {
  private static final Outcome NO_MEMORY =
      new Outcome.Failed(
          Outcome.Reason.EXCEPTION, 0, "unknown", "memory ran out; the cause could not be kept", null);

  private Attempts() {}

  static void run(
      ReplicateBody body,
      TrialWork work,
      int replicate,
      ReplicateOutcome outcome,
      Stopwatch stopwatch) {
    WorkUnit unit = work.unit(replicate);
    ReplicateEvent event = ReplicateEvent.begun();
    long start = stopwatch.start();
    runOnce(body, unit, outcome);
    for (int left = work.retries(); left > 0 && mayRunAgain(outcome); left--) {
      outcome.clear();
      runOnce(body, unit, outcome);
    }
    outcome.took(stopwatch.stop(start));
    outcome.finish();
    if (event != null) {
      event.done(unit.trial(), unit.replicate(), unit.seed());
    }
  }

  private static void runOnce(ReplicateBody body, WorkUnit unit, ReplicateOutcome outcome) {
    try {
      body.run(unit, outcome);
    } catch (Throwable beyondTheBody) { // memory so short that not even the failure could be noted
      outcome.end(NO_MEMORY);
    }
  }

  private static boolean mayRunAgain(ReplicateOutcome outcome) {
    return outcome.trouble() instanceof Outcome.Failed && !outcome.isCancelRequested();
  }
}
