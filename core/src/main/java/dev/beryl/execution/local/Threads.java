package dev.beryl.execution.local;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a runner's threads come from. */
public sealed interface Threads extends Executor, AutoCloseable {

  /** {@return whether the driving thread may run replicates too} */
  boolean mayUseDriver();

  @Override
  void close();

  /**
   * Threads for a runner.
   *
   * @param limited whether there are limits of time
   * @return virtual threads; with limits platform threads, since a virtual one that ignores its
   *     interrupt would keep its carrier, and also while one does
   */
  static Threads own(boolean limited) {
    return limited || HeldCarriers.any() ? new Platform() : new Virtual();
  }

  /** A new virtual thread each time. */
  record Virtual() implements Threads {
    @Override
    public void execute(Runnable task) {
      Thread.ofVirtual().name("beryl-replicates").start(task);
    }

    @Override
    public boolean mayUseDriver() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Platform threads, used again. */
  final class Platform implements Threads {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final ExecutorService pool =
        Executors.newCachedThreadPool(task ->
            Thread.ofPlatform()
                .daemon()
                .name("beryl-replicates-" + NUMBER.getAndIncrement())
                .unstarted(task));

    private Platform() {}

    @Override
    public void execute(Runnable task) {
      pool.execute(task);
    }

    @Override
    public boolean mayUseDriver() {
      return false;
    }

    @Override
    public void close() {
      pool.shutdown();
    }
  }

  /**
   * The user's own; not closed.
   *
   * @param executor runs the tasks
   */
  record Given(Executor executor) implements Threads {
    @Override
    public void execute(Runnable task) {
      executor.execute(task);
    }

    @Override
    public boolean mayUseDriver() {
      return false;
    }

    @Override
    public void close() {}
  }
}
