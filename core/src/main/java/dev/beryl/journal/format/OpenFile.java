package dev.beryl.journal.format;

import dev.beryl.journal.JournalException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An open file. Unlike a channel it stays open, and does what it is asked for, if the thread that
 * reads or writes is interrupted, as those that run replicates are.
 *
 * <p>Used by any thread.
 */
public final class OpenFile implements Closeable {
  private static final long LOCKED = Long.MAX_VALUE - 1; // no place that anybody reads

  private final RandomAccessFile file;

  private OpenFile(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Opens a file to read it.
   *
   * @return the open file; close it
   * @throws IOException if it cannot be opened
   */
  public static OpenFile toRead(Path path) throws IOException {
    return open(path, "r");
  }

  /**
   * Opens a file to read and write it.
   *
   * @return the open file; close it
   * @throws IOException if it cannot be opened
   */
  public static OpenFile toWrite(Path path) throws IOException {
    return open(path, "rw");
  }

  /**
   * The attributes of a file that may be a journal.
   *
   * @return its attributes
   * @throws JournalException if there is none, or it is something else than a regular file
   * @throws IOException if that cannot be told
   */
  public static BasicFileAttributes requireRegular(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new JournalException(path, "there is no such file", e);
    }
    if (!attributes.isRegularFile()) {
      String what =
          attributes.isDirectory()
              ? "a directory"
              : attributes.isSymbolicLink() ? "a symbolic link" : "not a regular file";
      throw new JournalException(path, "expected a regular file, but it is " + what);
    }
    return attributes;
  }

  private static OpenFile open(Path path, String mode) throws IOException {
    try {
      return new OpenFile(new RandomAccessFile(path.toFile(), mode));
    } catch (UnsupportedOperationException e) {
      throw new IOException("it is in a file system that lacks locks and durable writes", e);
    }
  }

  /**
   * Locks the file against other processes, until it is closed; they may read it all the same.
   *
   * @return whether it was free
   * @throws java.nio.channels.OverlappingFileLockException if this process has it locked
   * @throws IOException if files cannot be locked there
   */
  public boolean lock() throws IOException {
    FileLock lock = file.getChannel().tryLock(LOCKED, 1, false);
    return lock != null;
  }

  /**
   * {@return how long the file is now}
   *
   * @throws IOException if that cannot be told
   */
  public long size() throws IOException {
    return file.length();
  }

  /**
   * Reads what is there, up to a number of bytes.
   *
   * @param from where in that array the first is put
   * @param most the most bytes to read
   * @return how many were read; -1 at the file's end
   * @throws IOException if reading fails
   */
  public int read(long offset, byte[] into, int from, int most) throws IOException {
    synchronized (file) {
      file.seek(offset);
      return file.read(into, from, most);
    }
  }

  /**
   * Writes bytes.
   *
   * @throws IOException if writing fails; some of them may be written then
   */
  public void write(long offset, byte[] bytes, int length) throws IOException {
    synchronized (file) {
      file.seek(offset);
      file.write(bytes, 0, length);
    }
  }

  /**
   * Waits until what was written is on the disk.
   *
   * @throws IOException if it cannot be
   */
  public void force() throws IOException {
    file.getFD().sync();
  }

  /**
   * Cuts the file.
   *
   * @throws IOException if that fails
   */
  public void cut(long size) throws IOException {
    synchronized (file) {
      file.setLength(size);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
