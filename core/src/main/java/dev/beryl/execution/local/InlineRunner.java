package dev.beryl.execution.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs replicates one after another on the thread that waits for them. */
public final class InlineRunner implements TrialRunner {
  private final ReplicateBody body;
  private final Thread driver = Thread.currentThread();
  private final boolean nested = Nesting.enter();
  private volatile boolean cancelled;
  private volatile @Nullable ReplicateSlot running;
  private final Stopwatch stopwatch = new Stopwatch();

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
    if (Thread.currentThread().isInterrupted()) {
      var _ = Thread.interrupted(); // a listener's or an optimizer's own
    }
    for (int r = 0; r < work.toRun(); r++) {
      ReplicateSlot slot = work.slot(r);
      if (slot.isFinished()) { // in an earlier run
        if (work.isSettledBy(slot)) {
          return;
        }
        continue;
      }
      running = slot;
      if (cancelled) { // read after the write: either this or cancel() sees the other
        running = null;
        forgetInterrupt();
        return;
      }
      Attempts.run(body, work, r, slot, stopwatch);
      running = null;
      if (cancelled || Thread.currentThread().isInterrupted()) {
        forgetInterrupt();
      }
      if (cancelled) {
        slot.clear();
        continue;
      }
      work.noteEnd(r);
      if (work.endsWith(r)) {
        return;
      }
    }
  }

  /** No interrupt of ours comes after it, which would hit a listener or the optimizer. */
  private synchronized void forgetInterrupt() {
    var _ = Thread.interrupted();
  }

  @Override
  public TrialWork awaitAny(List<TrialWork> works) {
    await(works.getFirst());
    return works.getFirst();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    ReplicateSlot now = running;
    if (now != null) {
      now.requestCancel();
      driver.interrupt();
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void close() {
    Nesting.leave(nested);
  }
}
