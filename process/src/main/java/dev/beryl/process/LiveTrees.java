package dev.beryl.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The trees of processes that run, which end with the JVM. */
final class LiveTrees {
  private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Duration GRACE = Duration.ofMillis(100);
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LiveTrees::endAll, "beryl-process-shutdown"));
  }

  private LiveTrees() {}

  private static void endAll() {
    ending = true;
    RUNNING.parallelStream().forEach(tree -> tree.end(GRACE));
  }

  /**
   * Notes that a tree runs.
   *
   * @throws IllegalStateException if the JVM is ending; the tree is ended, then
   */
  static void add(ProcessTree tree) {
    RUNNING.add(tree);
    if (ending) { // read after it was added: either this or the hook sees the other
      tree.end(Duration.ZERO);
      throw new IllegalStateException("the JVM is ending, and starts no more programs");
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
