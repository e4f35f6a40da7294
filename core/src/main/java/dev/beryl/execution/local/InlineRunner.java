package dev.beryl.execution.local;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs replicates one after another on the thread that waits for them. */
public final class InlineRunner implements TrialRunner {
  private final ReplicateBody body;
  private final Thread driver = Thread.currentThread();
  private final boolean nested = Nesting.enter();
  private volatile boolean cancelled;
  private final AtomicReference<@Nullable ReplicateSlot> running = new AtomicReference<>();
  private final AbandonedThreads abandoned = new AbandonedThreads();
  private @Nullable TrialWork runningWork;
  private final Stopwatch stopwatch = new Stopwatch();

  /** Makes a runner for the current thread. */
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
      runningWork = work;
      running.set(slot);
      if (cancelled) { // read after the write: either this or cancel() sees the other
        running.set(null);
        forgetInterrupt();
        return;
      }
      Attempts.run(body, work, r, slot, stopwatch);
      if (!running.compareAndSet(slot, null)) {
        throw new LeftBehind();
      }
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
    ReplicateSlot now = running.get();
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
  public synchronized boolean leaveDriver() {
    ReplicateSlot hangs = running.get();
    TrialWork work = runningWork;
    if (!cancelled || hangs == null || work == null || !running.compareAndSet(hangs, null)) {
      return false;
    }
    int replicate = hangs.replicate();
    String step = body.stepAt(hangs.place());
    work.replace(work.state().placeOf(hangs), null);
    var _ = abandoned.note(new Worker.Abandoned(work, work.number(), replicate, step));
    return true;
  }

  @Override
  public int abandoned() {
    return abandoned.count();
  }

  @Override
  public void close() {
    Nesting.leave(nested);
  }
}
