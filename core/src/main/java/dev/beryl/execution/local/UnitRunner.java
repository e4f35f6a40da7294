package dev.beryl.execution.local;

import dev.beryl.execution.ReplicateResult;
import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs replicates for callers that wait for them: those of a call one after another on a thread of
 * their own, which can be left behind. From any number of threads.
 */
public final class UnitRunner implements AutoCloseable {
  private final ReplicateBody body;
  private final ReplicateSeeds seeds;
  private final ReplicatePolicy policy;
  private final Limits limits;
  private final Map<Worker, Batch> running = new ConcurrentHashMap<>();
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
   * What is to run.
   *
   * @param judge of its reports; null: none
   */
  public record Replicate(
      int trial, int replicate, Treatment treatment, Pruner.@Nullable Judge judge) {}

  /**
   * Runs replicates one after another, each with its retries, until all have ended, one was left
   * behind or the time is over.
   *
   * @param replicates at least one
   * @param time after which none begins but the first
   * @return the results of the first ones, in their order; empty if the runner was closed meanwhile
   * @throws InterruptedException if the calling thread is interrupted; the replicate that runs is
   *     then, too
   * @throws IllegalStateException if too many threads were left behind
   */
  public List<ReplicateResult> run(List<Replicate> replicates, Duration time)
      throws InterruptedException {
    requireFew();
    var batch = new Batch(replicates, Limits.end(System.nanoTime(), time));
    running.put(batch.worker, batch);
    if (closed) { // read after it was put: either this or close() sees the other
      batch.worker.cancel();
    }
    try {
      Thread.ofPlatform().daemon().name(batch.name(replicates.getFirst())).start(batch);
      await(batch);
    } finally {
      running.remove(batch.worker);
    }
    return batch.results();
  }

  /** The replicates of a call. Its thread has its fields until it has ended or is abandoned. */
  private final class Batch implements Runnable {
    private final List<Replicate> replicates;
    private final long end;
    private final Worker worker = new Worker(body, limits, Long.MAX_VALUE, watcher);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<ReplicateResult> results = new ArrayList<>();
    private @Nullable TrialWork current;
    private @Nullable Throwable thrown;

    Batch(List<Replicate> replicates, long end) {
      this.replicates = replicates;
      this.end = end;
    }

    private String name(Replicate one) {
      return "beryl-trial-%s-replicate-%s".formatted(one.trial(), one.replicate());
    }

    @Override
    public void run() {
      var _ = Nesting.enter();
      try {
        Iterator<Replicate> left = replicates.iterator();
        while (runs(left.next()) && left.hasNext() && System.nanoTime() < end) {}
      } catch (Throwable e) {
        thrown = e;
      }
      ended.countDown();
    }

    /** Returns whether others may run after it on this thread. */
    private boolean runs(Replicate one) {
      var slot = new ReplicateSlot(one.replicate());
      var work = new TrialWork(1, seeds, policy, null);
      work.beginUnit(one.trial(), one.treatment(), slot);
      slot.judgedBy(one.judge());
      work.open(0);
      current = work;
      if (!results.isEmpty()) {
        Thread.currentThread().setName(name(one));
      }
      if (worker.run(work, 0) == Ran.ABANDONED || !slot.isFinished()) {
        return false;
      }
      results.add(slot.result(one.trial()));
      current = null;
      return true;
    }

    /** To be called once it has ended or is abandoned. */
    List<ReplicateResult> results() {
      switch (thrown) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError(e);
      }
      List<ReplicateResult> all = new ArrayList<>(results);
      if (current != null && current.slot(0).isFinished()) { // it was left behind
        all.add(current.slot(0).result(current.number()));
      }
      return all;
    }
  }

  private void await(Batch batch) throws InterruptedException {
    try {
      batch.ended.await();
    } catch (InterruptedException e) {
      batch.worker.cancel();
      if (!awaitGrace(batch.ended)) {
        abandon(batch.worker);
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
    Batch batch = running.get(worker);
    if (hangs != null) {
      var _ = abandoned.note(hangs);
      if (batch != null) {
        batch.ended.countDown();
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
    for (Batch batch : running.values()) {
      if (!awaitGrace(batch.ended)) {
        abandon(batch.worker);
      }
    }
    if (watcher != null) {
      watcher.stop();
    }
  }
}
