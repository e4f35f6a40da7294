package dev.beryl.execution.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a replicate wants to be done if it is to end early. Any thread may use it. */
final class CancelActions {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final Deque<AutoCloseable> waiting = new ArrayDeque<>();
  private @Nullable Thread runner;
  private boolean canceled;

  /** Adds an action; if the replicate is to end already, runs it. */
  void add(AutoCloseable action) {
    if (!keep(action)) {
      run(action);
    }
  }

  private synchronized boolean keep(AutoCloseable action) {
    if (!canceled) {
      waiting.push(action);
    }
    return !canceled;
  }

  /** Runs the actions on a thread of their own: the replicate's may be blocked. Once. */
  synchronized void start() {
    canceled = true;
    if (!waiting.isEmpty()) {
      runner = Thread.ofPlatform().daemon().name("beryl-cancel").start(this::runAll);
    }
  }

  /** Runs the actions on this thread. Once. */
  void runAll() {
    for (AutoCloseable action = next(); action != null; action = next()) {
      run(action);
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    canceled = true;
    return waiting.poll();
  }

  private static void run(AutoCloseable action) {
    try {
      action.close();
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.WARNING, "what a replicate does when it is canceled failed", e);
    }
  }

  /** The replicate has ended: forgets what did not start, and waits for what did. */
  void end() {
    Thread running = forget();
    boolean interrupted = false;
    while (running != null && running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        interrupted = true; // the same one that started them, as a rule
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread forget() {
    if (!canceled) {
      waiting.clear();
    }
    return runner;
  }
}
