package dev.beryl.journal.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that this process has locked. On some systems closing a file in one place releases all
 * locks that the process holds on it; so a locked file that was read stays open until the lock is
 * released.
 */
public final class LockedFiles {
  private static final Map<Object, List<Closeable>> CLOSED_LATER = new HashMap<>();

  private LockedFiles() {}

  /**
   * Notes that a file is to be locked by this process.
   *
   * @param key identifies the file, {@code BasicFileAttributes.fileKey()}; null: there is none here
   * @return whether it was not noted before
   */
  public static synchronized boolean add(@Nullable Object key) {
    return key == null || CLOSED_LATER.putIfAbsent(key, new ArrayList<>(0)) == null;
  }

  /**
   * Notes that a file is not locked any more.
   *
   * @throws IOException if what was read cannot be closed
   */
  public static synchronized void remove(@Nullable Object key) throws IOException {
    List<Closeable> files = key == null ? null : CLOSED_LATER.remove(key);
    for (Closeable file : files == null ? List.<Closeable>of() : files) {
      file.close();
    }
  }

  /**
   * Closes a file that was read, at once or when it is no more locked.
   *
   * @throws IOException if it cannot be closed
   */
  public static synchronized void close(Closeable file, @Nullable Object key) throws IOException {
    List<Closeable> later = key == null ? null : CLOSED_LATER.get(key);
    if (later == null) {
      file.close();
    } else {
      later.add(file);
    }
  }
}
