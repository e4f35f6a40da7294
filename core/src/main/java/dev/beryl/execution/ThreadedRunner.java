package dev.beryl.execution;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs replicates on several threads, at most a given number at once. A thread is started when there
 * is work that is worth it, runs replicates in the order of asking, and ends when none is left.
 *
 * <p>The driving thread lends a hand where that cannot hold anything up: with the replicates of the
 * very trial that it waits for. Where these are so short that a thread costs more than it gives, it
 * runs them alone. With a limit of time it only waits, as it could not be abandoned.
 */
public final class ThreadedRunner implements TrialRunner {
  private static final System.Logger LOG = System.getLogger("dev.beryl.execution");
  private static final double WORTH_NANOS = 30_000;

  private final ReplicateBody body;
  private final Limits limits;
  private final int atOnce;
  private final long studyEnd;
  private final WorkRing ring;
  private final Threads threads;
  private final boolean lendsAHand;
  private final CopyOnWriteArrayList<Worker> workers = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger active = new AtomicInteger(); // threads, without the driving one
  private final AtomicInteger abandoned = new AtomicInteger();
  private final Thread driver = Thread.currentThread();
  private final boolean nested = Nesting.enter();
  private final @Nullable Watcher watcher;
  private volatile boolean waiting;
  private volatile boolean cancelled;
  private volatile @Nullable String givenUp;
  private boolean closed;
  private double meanNanos = Double.NaN; // of a replicate; unknown at first

  /**
   * Makes a runner that is driven by the current thread.
   *
   * @param body what running a replicate means
   * @param trials how many trials may be started and not awaited, at least 1
   * @param atOnce how many replicates may run at once, at least 1
   * @param threads where they run
   * @param limits how long things may take
   */
  public ThreadedRunner(
      ReplicateBody body, int trials, int atOnce, Threads threads, Limits limits) {
    this.body = body;
    this.limits = limits;
    this.atOnce = atOnce;
    this.studyEnd =
        limits.study() == null ? Long.MAX_VALUE : System.nanoTime() + limits.study().toNanos();
    this.ring = new WorkRing(trials);
    this.threads = threads;
    this.lendsAHand = threads.mayUseDriver() && !limits.any();
    for (int i = 0; i < atOnce; i++) {
      addWorker();
    }
    this.watcher = limits.any() ? new Watcher(limits, studyEnd, workers, this::abandon, this::cancel) : null;
    if (watcher != null) {
      watcher.start();
    }
  }

  private void addWorker() {
    var worker = new Worker(body, limits, studyEnd);
    workers.add(worker);
    if (cancelled) {
      worker.cancel();
    }
    idle.add(worker);
  }

  @Override
  public void start(TrialWork work) {
    if (work.toRun() > 0) {
      ring.publish(work);
      startThreads(lendsAHand ? 1 : 0);
    }
  }

  /** Starts threads for what nobody has claimed, but for what is kept for the driving thread. */
  private void startThreads(int kept) {
    long units = ring.unclaimed() - kept;
    boolean worth = !lendsAHand || !(units * meanNanos < WORTH_NANOS);
    while (units > 0 && worth && !cancelled && atOnce - active.get() > kept) {
      Worker worker = idle.poll();
      if (worker == null) {
        return;
      }
      active.incrementAndGet();
      try {
        threads.execute(() -> work(worker));
      } catch (RejectedExecutionException e) {
        active.decrementAndGet();
        idle.add(worker);
        giveUp("the executor that was given refuses work: " + e.getMessage());
        return;
      }
      units--;
    }
  }

  /** What a thread does. */
  private void work(Worker first) {
    boolean inside = Nesting.enter();
    Worker worker = first;
    while (worker != null) {
      if (!claimAndRun(worker)) {
        Nesting.leave(inside);
        return; // abandoned: who did it has taken this thread off the books
      }
      idle.add(worker);
      worker = !cancelled && ring.next() != null ? idle.poll() : null;
    }
    Nesting.leave(inside);
    active.decrementAndGet();
    signal();
  }

  /** Runs what is unclaimed; returns false if the worker was abandoned on the way. */
  private boolean claimAndRun(Worker worker) {
    TrialWork work = ring.next();
    while (work != null && !cancelled) {
      int replicate = work.claim();
      if (replicate >= 0 && !run(worker, work, replicate)) {
        return false;
      }
      work = ring.next();
    }
    return true;
  }

  private boolean run(Worker worker, TrialWork work, int replicate) {
    ring.countClaim();
    Worker.Ran ran = worker.run(work, replicate);
    if (ran == Worker.Ran.ABANDONED) {
      return false;
    }
    if (ran == Worker.Ran.LAST) {
      signal();
    }
    return true;
  }

  private void signal() {
    if (waiting) {
      LockSupport.unpark(driver);
    }
  }

  @Override
  public void await(TrialWork work) {
    if (lendsAHand && work.hasUnclaimed()) {
      startThreads(1);
      Worker own = idle.poll();
      if (own != null) {
        for (int r = work.claim(); r >= 0; r = cancelled ? -1 : work.claim()) {
          run(own, work, r);
        }
        idle.add(own);
      }
    }
    park(work::isDone);
    measure(work);
  }

  @Override
  public TrialWork awaitAny(List<TrialWork> works) {
    park(() -> works.stream().anyMatch(TrialWork::isDone));
    for (TrialWork work : works) {
      if (work.isDone()) {
        measure(work);
        return work;
      }
    }
    return works.getFirst();
  }

  private void park(BooleanSupplier done) {
    while (!done.getAsBoolean() && !cancelled) {
      startThreads(0);
      waiting = true;
      if (!done.getAsBoolean() && !cancelled) {
        LockSupport.park(this);
      }
      waiting = false;
    }
  }

  private void measure(TrialWork work) {
    if (work.toRun() > 0) {
      double nanos = (double) work.nanos() / work.toRun();
      meanNanos = Double.isNaN(meanNanos) ? nanos : meanNanos + (nanos - meanNanos) / 8;
    }
  }

  private void abandon(Worker worker) {
    Worker.Abandoned hangs = worker.abandon();
    if (hangs == null) {
      return;
    }
    int now = abandoned.incrementAndGet();
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "trial %s replicate %s ignores its interrupt at step '%s'; its thread is abandoned, %s so far"
                .formatted(hangs.trial(), hangs.replicate(), hangs.step(), now));
    workers.remove(worker);
    active.decrementAndGet();
    if (now > limits.mostAbandoned()) {
      giveUp(
          ("%s threads ignore their interrupts, the last at step '%s'; call ctx.checkCancelled() in"
                  + " long loops, or allow more")
              .formatted(now, hangs.step()));
    }
    addWorker();
    signal();
  }

  private void giveUp(String why) {
    givenUp = why;
    cancel();
  }

  @Override
  public void cancel() {
    cancelled = true;
    workers.forEach(Worker::cancel);
    signal();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public int abandoned() {
    return abandoned.get();
  }

  @Override
  public @Nullable String givenUp() {
    return givenUp;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    cancel();
    long patience = System.nanoTime() + limits.grace().toNanos();
    while (active.get() > 0) {
      long left = patience - System.nanoTime();
      if (left <= 0) {
        workers.forEach(this::abandon);
        break;
      }
      waiting = true;
      if (active.get() > 0) {
        LockSupport.parkNanos(this, left);
      }
      waiting = false;
    }
    if (watcher != null) {
      watcher.stop();
    }
    threads.close();
    Nesting.leave(nested);
  }
}
