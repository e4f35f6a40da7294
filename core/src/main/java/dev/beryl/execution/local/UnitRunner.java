package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs single replicates for callers that wait for them, each on a thread of its own, which can be
 * left behind. From any number of threads.
 */
public final class UnitRunner implements AutoCloseable {
  private final ReplicateBody body;
  private final ReplicateSeeds seeds;
  private final ReplicatePolicy policy;
  private final Limits limits;
  private final Map<Worker, CountDownLatch> running = new ConcurrentHashMap<>();
  private final AbandonedThreads abandoned = new AbandonedThreads();
  private final @Nullable Watcher watcher;
  private volatile boolean closed;

  /**
   * Makes a runner.
   *
   * @param limits of which that of a replicate and those of abandoning hold
   */
  public UnitRunner(
      ReplicateBody body, ReplicateSeeds seeds, ReplicatePolicy policy, Limits limits) {
    this.body = body;
    this.seeds = seeds;
    this.policy = policy;
    this.limits =
        new Limits(limits.replicate(), null, null, limits.grace(), limits.mostAbandoned());
    this.watcher =
        this.limits.any()
            ? new Watcher(Long.MAX_VALUE, running.keySet(), this::abandon, () -> {})
            : null;
    if (watcher != null) {
      watcher.start();
    }
  }

  /**
   * Runs a replicate, with its retries.
   *
   * @param judge of its reports; null: none
   * @return its result; null if the runner was closed meanwhile
   * @throws InterruptedException if the calling thread is interrupted; the replicate is then, too
   * @throws IllegalStateException if too many threads were left behind
   */
  public @Nullable ReplicateResult run(
      int trial, int replicate, Treatment treatment, Pruner.@Nullable Judge judge)
      throws InterruptedException {
    requireFew();
    var work = new TrialWork(1, seeds, policy, null);
    var slot = new ReplicateSlot(replicate);
    work.beginUnit(trial, treatment, slot);
    slot.judgedBy(judge);
    work.open(0);
    var worker = new Worker(body, limits, Long.MAX_VALUE, watcher);
    var ended = new CountDownLatch(1);
    running.put(worker, ended);
    if (closed) { // read after it was put: either this or close() sees the other
      worker.cancel();
    }
    try {
      Thread.ofPlatform()
          .daemon()
          .name("beryl-trial-%s-replicate-%s".formatted(trial, replicate))
          .start(() -> run(worker, work, ended));
      await(worker, ended);
    } finally {
      running.remove(worker);
    }
    return work.slot(0).isFinished() ? work.slot(0).result(trial) : null;
  }

  private void run(Worker worker, TrialWork work, CountDownLatch ended) {
    var _ = Nesting.enter();
    var _ = worker.run(work, 0);
    ended.countDown();
  }

  private void await(Worker worker, CountDownLatch ended) throws InterruptedException {
    try {
      ended.await();
    } catch (InterruptedException e) {
      worker.cancel();
      if (!awaitGrace(ended)) {
        abandon(worker);
      }
      throw e;
    }
  }

  /** Waits for the grace time, whatever interrupts there are meanwhile. */
  private boolean awaitGrace(CountDownLatch ended) {
    long end = Limits.end(System.nanoTime(), limits.grace());
    while (true) {
      try {
        return ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        // the caller hears of the first one; it waits on
      }
    }
  }

  private void abandon(Worker worker) {
    Worker.Abandoned hangs = worker.abandon();
    CountDownLatch ended = running.get(worker);
    if (hangs != null) {
      var _ = abandoned.note(hangs);
      if (ended != null) {
        ended.countDown();
      }
    }
  }

  private void requireFew() {
    if (abandoned.count() > limits.mostAbandoned()) {
      throw new IllegalStateException(
          ("%s threads ignore their interrupts; call ctx.checkCancelled() in long loops, or allow"
                  + " more with abandonAfter(…)")
              .formatted(abandoned.count()));
    }
  }

  /** {@return how many threads were left behind} */
  public int abandoned() {
    return abandoned.count();
  }

  /** Interrupts what runs, and leaves behind what does not end within the grace time. */
  @Override
  public void close() {
    closed = true;
    running.keySet().forEach(Worker::cancel);
    for (Map.Entry<Worker, CountDownLatch> one : running.entrySet()) {
      if (!awaitGrace(one.getValue())) {
        abandon(one.getKey());
      }
    }
    if (watcher != null) {
      watcher.stop();
    }
  }
}
