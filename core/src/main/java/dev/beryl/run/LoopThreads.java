package dev.beryl.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the loops of studies. They are platform threads, because a virtual one would wait
 * for a carrier while replicates of other studies hold them all; and a next study soon after uses
 * one again, because starting it takes longer than a hundred trials.
 */
final class LoopThreads {
  private static final long IDLE_MILLIS = 200;
  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false) // they would be those of another study
              .name("beryl-study-", 0)
              .factory());

  private LoopThreads() {}

  /** Runs a loop with the context class loader of the calling thread. */
  static void execute(Runnable loop) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    THREADS.execute(() -> {
      Thread.currentThread().setContextClassLoader(loader);
      try {
        loop.run();
      } finally {
        Thread.currentThread().setContextClassLoader(null);
      }
    });
  }
}
