package dev.beryl.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Working directories in which nothing was ever written. Another run gets them, since to make and
 * to delete one may cost as much as a short program. Thread-safe.
 */
final class SpareDirectories implements AutoCloseable {
  private final @Nullable Path base;
  private final Deque<WorkingDirectory> spare = new ArrayDeque<>();
  private boolean closed;

  /**
   * Has none yet.
   *
   * @param base where they are made; null: where the system has temporary files
   */
  SpareDirectories(@Nullable Path base) {
    this.base = base;
  }

  /** One that nothing is in, and that nobody else uses. */
  WorkingDirectory take() throws IOException {
    WorkingDirectory free = poll();
    return free == null ? WorkingDirectory.create(base) : free;
  }

  private synchronized @Nullable WorkingDirectory poll() {
    return spare.poll();
  }

  /** Takes back one whose run has ended, and deletes what is in it. */
  void giveBack(WorkingDirectory used) {
    if (!used.isUntouched() || !keep(used)) {
      used.delete();
    }
  }

  private synchronized boolean keep(WorkingDirectory used) {
    return !closed && spare.add(used);
  }

  /** Deletes all, and from now on each that is given back. */
  @Override
  public void close() {
    for (WorkingDirectory left = pollLast(); left != null; left = pollLast()) {
      left.delete();
    }
  }

  private synchronized @Nullable WorkingDirectory pollLast() {
    closed = true;
    return spare.poll();
  }
}
