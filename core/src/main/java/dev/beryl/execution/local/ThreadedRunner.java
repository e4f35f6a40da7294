package dev.beryl.execution.local;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs replicates on several threads, at most a given number at once. A thread is started when
 * there is work that is worth it, runs replicates in the order of asking, and ends when none is
 * left.
 *
 * <p>The driving thread helps with the replicates of the trial that it waits for, which cannot
 * delay anything else. If these are so short that another thread costs more than it gains, it runs
 * them alone, until one takes longer. With a time limit it only waits, because it could not be
 * abandoned.
 *
 * <p>Where replicates are short and there are processors for all that run at once, a thread that
 * has nothing to do stays awake for a moment, as waking it up would take longer than a replicate.
 */
public final class ThreadedRunner implements TrialRunner {
  private static final double WORTH_NANOS = 30_000;
  private static final long LONGEST_SPIN_NANOS = 50_000;
  private static final double LEAST_NAP_NANOS = 100_000;
  private static final double LONGEST_NAP_NANOS = 1_000_000;

  private final ReplicateBody body;
  private final Limits limits;
  private final int atOnce;
  private final long studyEnd;
  private final WorkRing ring;
  private final Threads threads;
  private final boolean lendsAHand;
  private final boolean spins; // there is a processor for each replicate that may run
  private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger active =
      new AtomicInteger(); // threads that run replicates, or are about to
  private final AbandonedThreads abandoned = new AbandonedThreads();
  private final Thread founder = Thread.currentThread();
  private volatile Thread driver = founder;
  private volatile @Nullable Worker onDriver; // what the founder runs replicates by
  private final boolean nested = Nesting.enter();
  private final @Nullable Watcher watcher;
  private final Standby standby = new Standby(this::startThreadsForAll);
  private volatile boolean waiting;
  private volatile boolean cancelled;
  private volatile long graceEnd; // of what was cancelled, by System.nanoTime()
  private volatile boolean left; // the founder, in a replicate
  private volatile @Nullable String givenUp;
  private boolean closed;
  private @Nullable BooleanSupplier startsMore;
  private volatile double meanNanos = Double.NaN; // of a replicate; unknown at first

  /**
   * Makes a runner that is driven by the current thread.
   *
   * @param trials how many trials may be started and not awaited, at least 1
   * @param atOnce how many replicates may run at once, at least 1
   */
  public ThreadedRunner(
      ReplicateBody body, int trials, int atOnce, Threads threads, Limits limits) {
    this(body, trials, atOnce, threads, limits, Starts.AT_ONCE);
  }

  /**
   * Makes a runner that is driven by the current thread.
   *
   * @param trials how many trials may be started and not awaited, at least 1
   * @param atOnce how many replicates may run at once, at least 1
   */
  public ThreadedRunner(
      ReplicateBody body, int trials, int atOnce, Threads threads, Limits limits, Starts starts) {
    this.body = body;
    this.limits = limits;
    this.atOnce = atOnce;
    this.studyEnd = Limits.end(System.nanoTime(), limits.study());
    this.ring =
        starts == Starts.AT_ONCE
            ? new WorkRing(trials)
            : new StagedRing(trials, starts == Starts.EARLY);
    this.threads = threads;
    this.lendsAHand = threads.mayUseDriver() && !limits.any();
    this.spins = lendsAHand && atOnce <= Runtime.getRuntime().availableProcessors();
    this.watcher =
        limits.any() ? new Watcher(studyEnd, workers, this::abandon, this::cancel) : null;
    if (watcher != null) {
      watcher.start();
    }
  }

  @Override
  public void start(TrialWork work) {
    if (work.toRun() > 0) {
      ring.publish(work);
      int kept = lendsAHand ? 1 : 0; // the driving thread is to await the trial soon
      startThreadsIfWorth(ring.unclaimed() - kept, atOnce - kept);
      endIfLeft();
    }
  }

  @Override
  public void whenIdle(BooleanSupplier more) {
    startsMore = more;
  }

  private void startThreadsIfWorth(long units, int most) {
    if (!lendsAHand || !(units * meanNanos < WORTH_NANOS)) {
      startThreads(units, most);
    } else if (units > 0 && most > 0) {
      standby.look();
    }
  }

  private void startThreadsForAll() {
    startThreads(ring.unclaimed(), atOnce);
  }

  /** Starts a thread for each of some replicates, as long as fewer are active than may be. */
  private void startThreads(long units, int most) {
    for (long left = units; left > 0 && !cancelled && enter(most); left--) {
      startThread();
    }
  }

  private boolean enter(int most) {
    for (int now = active.get(); now < most; now = active.get()) {
      if (active.compareAndSet(now, now + 1)) {
        return true;
      }
    }
    return false;
  }

  private void leave() {
    active.decrementAndGet();
    signal();
  }

  private void startThread() {
    try {
      Worker worker = worker();
      threads.execute(() -> work(worker));
    } catch (Throwable refused) {
      leave();
      giveUp("no thread could be started for a replicate: " + refused);
    }
  }

  private Worker worker() {
    Worker worker = idle.poll();
    if (worker == null) {
      worker = new Worker(body, limits, studyEnd, watcher);
      workers.add(worker);
      if (cancelled) { // read after it was added: either this or cancel() sees the other
        worker.cancel();
      }
    }
    return worker;
  }

  /**
   * The work of a thread. After it has released its slot it looks once more for work, because other
   * threads may have found all slots taken.
   */
  private void work(Worker worker) {
    if (Thread.currentThread() == founder) { // an executor that runs tasks at once
      onDriver = worker;
      workAsLongAsThereIs(worker);
      onDriver = null;
    } else {
      workAsLongAsThereIs(worker);
    }
  }

  private void workAsLongAsThereIs(Worker worker) {
    do {
      if (!runUnclaimed(worker)) {
        return;
      }
    } while (!cancelled && ring.anyLeft() && enter(atOnce));
    idle.add(worker);
  }

  /**
   * Returns false if the worker was abandoned meanwhile; whoever abandoned it has released its
   * slot.
   */
  private boolean runUnclaimed(Worker worker) {
    boolean kept = true;
    try {
      boolean inside = Nesting.enter();
      for (boolean any = true; any && kept && !cancelled; ) {
        long released = ring.next();
        long turn = released >= 0 ? released : ring.nextEarly();
        if (turn >= 0) {
          TrialWork work = ring.at(turn);
          int replicate = ring.claim(work, turn, released < 0);
          kept = replicate < 0 || run(worker, work, replicate);
        } else {
          any = spin(ring::anyLeft);
        }
      }
      Nesting.leave(inside);
      return kept;
    } finally {
      if (kept) {
        leave();
      }
    }
  }

  private boolean run(Worker worker, TrialWork work, int replicate) {
    Ran ran = worker.run(work, replicate);
    follow(ran);
    return ran != Ran.ABANDONED;
  }

  private void follow(Ran ran) {
    switch (ran) {
      case DONE, ABANDONED -> {}
      case RELEASED -> startThreads(ring.unclaimed() - 1, atOnce); // one for this thread
      case LAST -> signal();
      case CUT -> {
        signal();
        workers.forEach(Worker::endIfCancelled);
      }
    }
  }

  private void signal() {
    if (waiting) {
      LockSupport.unpark(driver);
    }
  }

  @Override
  public void await(TrialWork work) {
    if (mayLendAHand() && work.claims().anyLeft(work.claims().turn())) {
      startThreadsIfWorth(ring.unclaimed() - 1, atOnce - 1);
      lendAHand(work);
    }
    nap(work);
    park(work::isDone);
    endIfLeft();
    measure(work);
  }

  @Override
  public TrialWork awaitAny(List<TrialWork> works) {
    park(() -> works.stream().anyMatch(TrialWork::isDone));
    endIfLeft();
    for (TrialWork work : works) {
      if (work.isDone()) {
        measure(work);
        return work;
      }
    }
    return works.getFirst();
  }

  /** Runs what is unclaimed of a trial, unless the most threads that may be are active. */
  private void lendAHand(TrialWork work) {
    if (!enter(atOnce)) {
      return;
    }
    Worker own = worker();
    onDriver = own;
    for (int r = ring.claim(work, work.claims().turn());
        r >= 0;
        r = cancelled ? -1 : ring.claim(work, work.claims().turn())) {
      standby.noteStart();
      Ran ran = own.run(work, r);
      if (ran == Ran.ABANDONED) {
        throw new LeftBehind();
      }
      if (ran == Ran.RELEASED) {
        startThreadsIfWorth(ring.unclaimed() - 1, atOnce);
      } else {
        follow(ran);
      }
      long nanos = work.slot(r).nanos();
      if (nanos > WORTH_NANOS) {
        meanNanos = Math.max((double) nanos, meanNanos);
        startThreads(ring.unclaimed() - 1, atOnce);
      }
    }
    onDriver = null;
    idle.add(own);
    leave();
  }

  /**
   * Waits for a while without being woken, where others have work for twice as long. The trials
   * that end meanwhile are then entered together: waking up for each of them would cost more.
   */
  private void nap(TrialWork work) {
    double nanos = Math.min(LONGEST_NAP_NANOS, ring.unclaimed() * meanNanos / atOnce / 2);
    if (nanos >= LEAST_NAP_NANOS && !work.isDone() && !cancelled) {
      startThreadsForAll();
      var _ = Thread.interrupted(); // a listener's or an optimizer's own: it would not wait
      LockSupport.parkNanos(this, (long) nanos);
    }
  }

  /** Waits, and has threads run whatever is unclaimed. */
  private void park(BooleanSupplier done) {
    if (startsMore == null && ring.unclaimed() <= 0) {
      var _ = spin(done);
    }
    while (!done.getAsBoolean() && !cancelled) {
      waiting = true; // before it looks for work: a thread that adds some later wakes this one
      startThreadsForAll();
      startMore();
      if (!done.getAsBoolean() && !cancelled) {
        var _ = Thread.interrupted(); // a listener's or an optimizer's own: it would not wait
        LockSupport.park(this);
      }
      waiting = false;
    }
  }

  /** Waits for a moment without sleeping, if replicates are short; returns whether it came. */
  private boolean spin(BooleanSupplier awaited) {
    if (!spins || !(meanNanos <= LONGEST_SPIN_NANOS)) {
      return false;
    }
    long start = System.nanoTime();
    boolean came = awaited.getAsBoolean();
    while (!came && !cancelled && System.nanoTime() - start < LONGEST_SPIN_NANOS) {
      Thread.onSpinWait();
      came = awaited.getAsBoolean();
    }
    return came;
  }

  private void startMore() {
    BooleanSupplier more = startsMore;
    while (more != null
        && !cancelled
        && active.get() < atOnce
        && ring.unclaimed() <= 0
        && more.getAsBoolean()) {
      startThreadsForAll();
    }
  }

  /** In a replicate that takes long it could not start more meanwhile. */
  private boolean mayLendAHand() {
    return lendsAHand && (startsMore == null || !(meanNanos > WORTH_NANOS));
  }

  private void measure(TrialWork work) {
    if (work.toRun() > 0) {
      double nanos = (double) work.nanos() / work.state().counting();
      meanNanos = Double.isNaN(meanNanos) ? nanos : meanNanos + (nanos - meanNanos) / 8;
    }
  }

  private void abandon(Worker worker) {
    Worker.Abandoned hangs = worker.abandon();
    if (hangs == null) {
      return;
    }
    workers.remove(worker);
    int now = abandoned.note(hangs);
    if (now > limits.mostAbandoned()
        && !cancelled) { // else it ends already, and for another reason
      giveUp(
          ("%s threads ignore their interrupts, the last one in step '%s'; call ctx.checkCancelled() in"
                  + " long loops, or allow more with abandonAfter(…)")
              .formatted(now, hangs.step()));
    }
    follow(hangs.work().done(hangs.replicate()));
    leave();
  }

  private void giveUp(String why) {
    givenUp = why;
    cancel();
  }

  @Override
  public void cancel() {
    if (!cancelled) {
      graceEnd = Limits.end(System.nanoTime(), limits.grace());
      cancelled = true;
    }
    workers.forEach(Worker::cancel);
    signal();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public int abandoned() {
    return abandoned.count();
  }

  @Override
  public @Nullable String givenUp() {
    return givenUp;
  }

  @Override
  public synchronized boolean leaveDriver() {
    Worker worker = onDriver;
    if (!cancelled || worker == null) {
      return false;
    }
    abandon(worker);
    left = worker.isAbandoned();
    return left;
  }

  /** On the driving thread, after it may have run replicates. */
  private void endIfLeft() {
    if (cancelled) {
      requireNotLeft();
    }
  }

  private synchronized void requireNotLeft() {
    if (left) {
      throw new LeftBehind();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    driver = Thread.currentThread();
    cancel();
    while (isBusy()) {
      long nanos = graceEnd - System.nanoTime();
      if (nanos <= 0) {
        workers.forEach(this::abandon);
        break;
      }
      waiting = true;
      if (isBusy()) {
        var _ = Thread.interrupted();
        LockSupport.parkNanos(this, nanos);
      }
      waiting = false;
    }
    standby.close();
    if (watcher != null) {
      watcher.stop();
    }
    threads.close();
    Nesting.leave(nested);
  }

  private boolean isBusy() {
    return workers.stream().anyMatch(Worker::isBusy);
  }
}
