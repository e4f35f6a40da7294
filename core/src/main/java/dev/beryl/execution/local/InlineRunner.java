package dev.beryl.execution.local;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs replicates one after another on the thread that waits for them. */
public final class InlineRunner implements TrialRunner {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CANCELLED = 2; // and idle
  private static final int INTERRUPTED = 3; // canceled while a replicate ran, which still runs

  private final ReplicateBody body;
  private final Thread driver = Thread.currentThread();
  private final boolean nested = Nesting.enter();
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final AbandonedThreads abandoned = new AbandonedThreads();
  private @Nullable ReplicateSlot running; // if the state says that one runs
  private @Nullable TrialWork runningWork;
  private final Stopwatch stopwatch = new Stopwatch();

  /** Makes a runner for the current thread. */
  public InlineRunner(ReplicateBody body) {
    this.body = body;
  }

  @Override
  public void start(TrialWork work) {}

  @Override
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is left out
  public void await(TrialWork work) {
    if (Thread.currentThread().isInterrupted()) {
      var _ = Thread.interrupted(); // a listener's or an optimizer's own
    }
    if (runningWork != work) {
      runningWork = work;
    }
    int replicates = work.toRun();
    boolean timesEach = work.isLogged(); // else the last one has the time of all
    long start = stopwatch.start();
    for (int r = 0; r < replicates; r++) {
      ReplicateSlot slot = work.slot(r);
      if (slot.isFinished()) { // in an earlier run
        if (work.isSettledBy(slot)) {
          return;
        }
        continue;
      }
      if (running != slot) {
        running = slot;
      }
      if (!state.compareAndSet(IDLE, RUNNING)) { // so either this or cancel() sees the other
        return;
      }
      Attempts.run(body, work, r, slot);
      if (!state.compareAndSet(RUNNING, IDLE)) {
        endCancelled();
        slot.clear();
        return;
      }
      if (Thread.currentThread().isInterrupted()) {
        var _ = Thread.interrupted(); // the replicate's own
      }
      if (timesEach) {
        slot.ran(start, stopwatch.stop(start));
        work.noteEnd(r);
        start = stopwatch.start();
      }
      boolean over = work.endsWith(r) || r + 1 == replicates;
      if (over && !timesEach) {
        slot.ran(start, stopwatch.stop(start));
      }
      if (over) {
        return;
      }
    }
  }

  /**
   * A replicate has come back that was canceled. No interrupt of ours comes after it, which would
   * hit a listener or the optimizer.
   *
   * @throws LeftBehind if the study went on without this thread
   */
  private synchronized void endCancelled() {
    if (!state.compareAndSet(INTERRUPTED, CANCELLED)) {
      throw new LeftBehind();
    }
    var _ = Thread.interrupted();
  }

  @Override
  public TrialWork awaitAny(List<TrialWork> works) {
    await(works.getFirst());
    return works.getFirst();
  }

  @Override
  public synchronized void cancel() {
    int before = state.getAndUpdate(InlineRunner::cancelled);
    ReplicateSlot now = running;
    if (now != null && (before == RUNNING || before == INTERRUPTED)) {
      now.requestCancel();
      driver.interrupt();
    }
  }

  private static int cancelled(int now) {
    return switch (now) {
      case IDLE -> CANCELLED;
      case RUNNING -> INTERRUPTED;
      default -> now;
    };
  }

  @Override
  public boolean isCancelled() {
    return state.get() >= CANCELLED;
  }

  @Override
  public synchronized boolean leaveDriver() {
    ReplicateSlot hangs = running;
    TrialWork work = runningWork;
    if (hangs == null || work == null || !state.compareAndSet(INTERRUPTED, CANCELLED)) {
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
