package dev.beryl.process;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the runs of a study share. Thread-safe. */
final class Surroundings implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 1000; // of a JVM that was sent what ended others

  private final SpareDirectories directories;
  private final Lookout lookout = new Lookout();

  /**
   * Begins.
   *
   * @param base of the directories; null: where the system has temporary files
   */
  Surroundings(@Nullable Path base) {
    this.directories = new SpareDirectories(base);
  }

  SpareDirectories directories() {
    return directories;
  }

  /**
   * Returns if a program that has ended did so by itself. It did not where the JVM goes down, and
   * where both got the same signal, of which the JVM learns later. Then the run must not count.
   *
   * @throws InterruptedException once the study is stopped
   * @throws IllegalStateException if the JVM goes down, and nothing stops this thread
   */
  void requireOwnEnd() throws InterruptedException {
    if (lookout.wasSignaled()) {
      for (int i = 0; i < PATIENCE_MILLIS && !LiveTrees.areEnding(); i++) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      lookout.renew(); // if the JVM did not mind
    }
    LiveTrees.requireNotEnding();
  }

  @Override
  public void close() {
    lookout.close();
    directories.close();
  }
}
