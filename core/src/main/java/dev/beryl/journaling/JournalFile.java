package dev.beryl.journaling;

import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalReader;
import dev.beryl.journal.file.BytesOut;
import dev.beryl.journal.file.Format;
import dev.beryl.journal.file.LockedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A journal's file, open for writing and locked, so that no other process writes it too. */
final class JournalFile implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.beryl.journal");
  private static final long LOCKED = Long.MAX_VALUE - 1; // no place that anybody reads

  private final Path path;
  private final FileChannel channel;
  private final @Nullable Object key;

  private JournalFile(Path path, FileChannel channel, @Nullable Object key) {
    this.path = path;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Opens a journal, and makes one with just a header where there is none.
   *
   * @throws JournalException if the file cannot be made or opened, is no regular file, or is in use
   */
  static JournalFile open(Path path, JournalHeader header) {
    try {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        create(path, header);
      }
      return lock(path);
    } catch (IOException e) {
      throw new JournalException(path, "cannot be opened: " + e, e);
    }
  }

  /** A journal comes into being with its header whole, or not at all. */
  private static void create(Path path, JournalHeader header) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new JournalException(path, "the folder %s does not exist; create it".formatted(folder));
    }
    Path made = Files.createTempFile(folder, ".journal", ".new");
    try {
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = begin(header);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      name(made, path);
    } catch (FileAlreadyExistsException e) {
      return; // another process was faster: whose it is will show
    } finally {
      Files.deleteIfExists(made);
    }
    forceFolder(folder);
  }

  private static void name(Path made, Path path) throws IOException {
    try {
      Files.createLink(path, made);
    } catch (UnsupportedOperationException e) {
      Files.move(made, path);
    }
  }

  private static ByteBuffer begin(JournalHeader header) {
    var out = new BytesOut(1024);
    out.putBytes(Format.preamble());
    out.putInt(Format.VERSION);
    var payload = new BytesOut(1024);
    HeaderEncoder.put(payload, header);
    out.putInt(payload.size());
    out.putInt(Format.headSum(Format.FIRST_FRAME, payload.size()));
    byte[] bytes = new byte[payload.size()];
    System.arraycopy(payload.array(), 0, bytes, 0, bytes.length);
    out.putBytes(bytes);
    out.putInt(Format.payloadSum(bytes, 0, bytes.length));
    return ByteBuffer.wrap(out.array(), 0, out.size());
  }

  /** A file is only found after a crash if its folder's entry is on the disk. */
  private static void forceFolder(Path folder) {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "folders cannot be forced to the disk here", e);
    }
  }

  private static JournalFile lock(Path path) throws IOException {
    Object key = JournalReader.requireFile(path).fileKey();
    if (!LockedFiles.add(key)) {
      throw new JournalException(
          path, "another study of this process writes it; give each study a journal of its own");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new JournalException(
            path, "another process writes it; wait for that, or give this study another journal");
      }
      return new JournalFile(path, channel, key);
    } catch (Throwable e) {
      LockedFiles.remove(key);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** Cuts what is after the last whole record, as a crash leaves it. */
  void cutTail(long end) throws IOException {
    long size = channel.size();
    if (size > end) {
      LOG.log(
          System.Logger.Level.WARNING,
          "journal {0}: an unfinished record of {1} bytes at its end is cut off, as the process or"
              + " machine that wrote it stopped; the study goes on from offset {2}",
          path,
          Long.toString(size - end),
          Long.toString(end));
      channel.truncate(end);
      channel.force(true);
    }
    channel.position(end);
  }

  @Override
  public void close() {
    try {
      channel.close();
      LockedFiles.remove(key);
    } catch (IOException e) {
      throw new JournalException(path, "cannot be closed: " + e, e);
    }
  }
}
