package dev.beryl.execution.local;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Enforces time limits on its own thread, because any other thread may be blocked. */
final class Watcher {
  private final long studyEnd;
  private final Iterable<Worker> workers;
  private final Consumer<Worker> toAbandon;
  private final Runnable studyDeadline;
  private final Thread thread;
  private volatile long nextLook = Long.MAX_VALUE;
  private volatile boolean stopped;

  /**
   * Makes a watcher, to be started.
   *
   * @param studyEnd by System.nanoTime(); MAX_VALUE: none
   * @param toAbandon what to do with one that ignores its interrupt
   * @param studyDeadline what to do at the study's end
   */
  Watcher(
      long studyEnd, Iterable<Worker> workers, Consumer<Worker> toAbandon, Runnable studyDeadline) {
    this.studyEnd = studyEnd;
    this.workers = workers;
    this.toAbandon = toAbandon;
    this.studyDeadline = studyDeadline;
    this.thread = Thread.ofPlatform().daemon().name("beryl-watcher").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  /** A replicate has begun that is to end by a time. */
  void expect(long end) {
    if (end < nextLook) {
      LockSupport.unpark(thread);
    }
  }

  private void watch() {
    long untold = studyEnd;
    while (!stopped) {
      nextLook = Long.MAX_VALUE; // what begins from here on, and is not seen, says so
      long now = System.nanoTime();
      if (untold <= now) {
        untold = Long.MAX_VALUE;
        studyDeadline.run();
      }
      long next = untold;
      for (Worker worker : workers) {
        long again = worker.watch(now);
        if (again <= now) {
          toAbandon.accept(worker);
        }
        next = Math.min(next, Math.max(again, now));
      }
      nextLook = next;
      LockSupport.parkNanos(this, Math.max(next - now, 1));
    }
  }

  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(); // what it abandons and says of it is done then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
