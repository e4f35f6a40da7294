package dev.beryl.execution;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks after the limits of time on a thread of its own, as any other may be kept from it. */
final class Watcher {
  private final long studyEnd;
  private final List<Worker> workers;
  private final Consumer<Worker> toAbandon;
  private final Runnable studyDeadline;
  private final long shortest;
  private final Thread thread;
  private volatile boolean stopped;

  Watcher(
      Limits limits,
      long studyEnd,
      List<Worker> workers,
      Consumer<Worker> toAbandon,
      Runnable studyDeadline) {
    this.studyEnd = studyEnd;
    this.workers = workers;
    this.toAbandon = toAbandon;
    this.studyDeadline = studyDeadline;
    this.shortest =
        Stream.of(limits.replicate(), limits.trial(), limits.grace())
            .mapToLong(limit -> limit == null ? Long.MAX_VALUE : limit.toNanos())
            .min()
            .orElse(Long.MAX_VALUE);
    this.thread = Thread.ofPlatform().daemon().name("beryl-watcher").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    boolean deadlineTold = false;
    while (!stopped) {
      long now = System.nanoTime();
      long wait = shortest; // what begins after this look cannot pass a limit before
      if (studyEnd <= now && !deadlineTold) {
        deadlineTold = true;
        studyDeadline.run();
      } else if (!deadlineTold) {
        wait = Math.min(wait, studyEnd - now);
      }
      for (Worker worker : workers) {
        long left = worker.watch(now);
        if (left <= 0) {
          toAbandon.accept(worker);
        } else {
          wait = Math.min(wait, left);
        }
      }
      LockSupport.parkNanos(this, Math.max(wait, 1));
    }
  }

  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }
}
