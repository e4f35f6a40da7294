package dev.beryl.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The trees of processes that run, which end with the JVM. */
final class LiveTrees {
  private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final ReadWriteLock STARTS = new ReentrantReadWriteLock();
  private static boolean ending;

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(LiveTrees::endAll, "beryl-process-shutdown"));
    } catch (IllegalStateException shuttingDown) {
      ending = true;
    }
  }

  private LiveTrees() {}

  private static void endAll() {
    STARTS.writeLock().lock(); // so what has started is among those that run
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
   * @throws IllegalStateException if the JVM is ending
   */
  static ProcessTree start(ProcessBuilder builder, String mark) throws IOException {
    STARTS.readLock().lock();
    try {
      if (ending) {
        throw new IllegalStateException("the JVM is ending, and starts no more programs");
      }
      var tree = new ProcessTree(builder.start(), mark);
      RUNNING.add(tree);
      return tree;
    } finally {
      STARTS.readLock().unlock();
    }
  }

  /** Whether they are being ended, since the JVM is. */
  static boolean areEnding() {
    return ending;
  }

  static void remove(ProcessTree tree) {
    RUNNING.remove(tree);
  }
}
