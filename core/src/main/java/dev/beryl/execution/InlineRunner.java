package dev.beryl.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs replicates one after another on the thread that waits for them. */
public final class InlineRunner implements TrialRunner {
  private final ReplicateBody body;
  private final Thread driver = Thread.currentThread();
  private final boolean nested = Nesting.enter();
  private volatile boolean cancelled;
  private volatile @Nullable ReplicateOutcome running;
  private boolean closed;

  /**
   * Makes a runner for the current thread.
   *
   * @param body what running a replicate means
   */
  public InlineRunner(ReplicateBody body) {
    this.body = body;
  }

  @Override
  public void start(TrialWork work) {}

  @Override
  public void await(TrialWork work) {
    for (int r = 0; r < work.toRun() && !cancelled; r++) {
      ReplicateOutcome outcome = work.outcome(r);
      running = outcome;
      Attempts.run(body, work, r, outcome);
      if (Thread.currentThread().isInterrupted()) {
        var _ = Thread.interrupted();
      }
      if (cancelled) {
        outcome.clear();
      } else if (work.isSettledBy(outcome)) {
        return;
      }
    }
  }

  @Override
  public TrialWork awaitAny(List<TrialWork> works) {
    await(works.getFirst());
    return works.getFirst();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    ReplicateOutcome now = running;
    if (!closed && now != null) {
      now.requestCancel();
      driver.interrupt();
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Nesting.leave(nested);
    var _ = Thread.interrupted();
  }
}
