package dev.beryl.journal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that this process has locked. On some systems closing any channel of a file releases
 * all locks that the process holds on it; so a reader's channel of a locked file stays open until
 * the lock is released.
 */
public final class LockedFiles {
  private static final Map<Object, List<FileChannel>> CLOSED_LATER = new HashMap<>();

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
   * @param key as it was added
   * @throws IOException if a reader's channel cannot be closed
   */
  public static synchronized void remove(@Nullable Object key) throws IOException {
    List<FileChannel> channels = key == null ? null : CLOSED_LATER.remove(key);
    for (FileChannel channel : channels == null ? List.<FileChannel>of() : channels) {
      channel.close();
    }
  }

  /**
   * Closes a reader's channel, at once or when the file is no more locked.
   *
   * @param channel to close
   * @param key of its file
   * @throws IOException if it cannot be closed
   */
  public static synchronized void close(FileChannel channel, @Nullable Object key)
      throws IOException {
    List<FileChannel> later = key == null ? null : CLOSED_LATER.get(key);
    if (later == null) {
      channel.close();
    } else {
      later.add(channel);
    }
  }
}
