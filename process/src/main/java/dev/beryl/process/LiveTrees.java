package dev.beryl.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The trees of processes that run, which end with the JVM. */
final class LiveTrees {
  private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final int PATIENCE_SECONDS = 10; // until a study is stopped
  private static final ReadWriteLock STARTS = new ReentrantReadWriteLock();
  private static volatile boolean ending;

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(LiveTrees::endAll, "beryl-process-shutdown"));
    } catch (IllegalStateException shuttingDown) {
      ending = true;
    }
  }

  private LiveTrees() {}

  private static void endAll() {
    STARTS.writeLock().lock(); // what has started is then among those that run
    try {
      ending = true;
    } finally {
      STARTS.writeLock().unlock();
    }
    RUNNING.parallelStream().forEach(tree -> tree.end(GRACE));
  }

  /**
   * Starts a program.
   *
   * @param mark in its environment
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the study is stopped, since the JVM is ending
   * @throws IllegalStateException if the JVM is ending
   */
  static ProcessTree start(ProcessBuilder builder, String mark)
      throws IOException, InterruptedException {
    while (true) {
      ProcessTree started = startUnlessEnding(builder, mark);
      if (started != null) {
        return started;
      }
      requireNotEnding();
    }
  }

  private static @Nullable ProcessTree startUnlessEnding(ProcessBuilder builder, String mark)
      throws IOException {
    STARTS.readLock().lock();
    try {
      if (ending) {
        return null;
      }
      var tree = new ProcessTree(builder.start(), mark);
      RUNNING.add(tree);
      return tree;
    } finally {
      STARTS.readLock().unlock();
    }
  }

  /** Whether a process is the program of a tree that runs. */
  static boolean isProgram(long process) {
    for (ProcessTree tree : RUNNING) {
      if (tree.program().pid() == process) {
        return true;
      }
    }
    return false;
  }

  /** Whether they are being ended, since the JVM is. */
  static boolean areEnding() {
    return ending;
  }

  /**
   * Returns if the JVM is not ending. Else, what programs do is not their own doing and must not
   * count, so this waits until the study is stopped, as it will be.
   *
   * @throws InterruptedException once it is
   * @throws IllegalStateException if nothing stops this thread
   */
  static void requireNotEnding() throws InterruptedException {
    if (ending) {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
      throw new IllegalStateException("the JVM is ending, and runs no more programs");
    }
  }

  static void remove(ProcessTree tree) {
    RUNNING.remove(tree);
  }
}
