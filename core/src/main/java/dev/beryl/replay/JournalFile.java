package dev.beryl.replay;

import dev.beryl.binary.BytesOut;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.format.Checksum;
import dev.beryl.journal.format.Format;
import dev.beryl.journal.format.HeaderCodec;
import dev.beryl.journal.format.LockedFiles;
import dev.beryl.journal.format.OpenFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A journal's file, open for writing and locked, so that no other process writes it too. */
final class JournalFile implements RecordWriter.Sink, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.beryl");

  private final Path path;
  private final OpenFile opened;
  private final @Nullable Object key;

  private JournalFile(Path path, OpenFile opened, @Nullable Object key) {
    this.path = path;
    this.opened = opened;
    this.key = key;
  }

  /**
   * Opens a journal, or creates one with only a header if there is none.
   *
   * @throws JournalException if the file cannot be created or opened, is not a regular file, or is
   *     in use
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

  /** Creates a journal with a complete header, or none. */
  private static void create(Path path, JournalHeader header) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new JournalException(path, "the folder %s does not exist; create it".formatted(folder));
    }
    BytesOut start = start(path, header);
    Path made = folder.resolve("%s.%s.new".formatted(path.getFileName(), UUID.randomUUID()));
    Files.createFile(made);
    try {
      try (OpenFile file = OpenFile.toWrite(made)) {
        file.write(0, start.array(), start.size());
        file.force();
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
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.move(made, path);
    }
  }

  private static BytesOut start(Path path, JournalHeader header) {
    var out = new BytesOut(1024);
    out.putBytes(Format.preamble());
    out.putInt(Format.VERSION);
    byte[] payload = HeaderCodec.toBytes(header);
    if (payload.length > Format.MOST_DESCRIPTION) {
      throw new JournalException(
          path,
          "the description of the study has %s bytes, at most %s are allowed; use fewer or shorter choices"
              .formatted(payload.length, Format.MOST_DESCRIPTION));
    }
    var checksum = new Checksum();
    out.putInt(payload.length);
    out.putInt(checksum.ofHead(Format.FIRST_FRAME, payload.length));
    out.putBytes(payload);
    out.putInt(checksum.ofPayload(payload, 0, payload.length));
    return out;
  }

  /** A file is only found after a crash if its folder's entry is on the disk. */
  private static void forceFolder(Path folder) {
    boolean interrupted = Thread.interrupted(); // which would keep a channel from its work
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (ClosedByInterruptException e) {
      interrupted = true;
      forceFolder(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "folders cannot be forced to the disk here", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static JournalFile lock(Path path) throws IOException {
    Object key = OpenFile.requireRegular(path).fileKey();
    if (!LockedFiles.add(key)) {
      throw inUse(path);
    }
    OpenFile file = null;
    try {
      file = OpenFile.toWrite(path);
      if (!lock(path, file)) {
        throw new JournalException(
            path,
            "another process writes to it; wait until that ends, or give this study another journal");
      }
      if (!Objects.equals(key, OpenFile.requireRegular(path).fileKey())) {
        throw new JournalException(path, "it was replaced just now; try again");
      }
      return new JournalFile(path, file, key);
    } catch (Throwable e) {
      if (file != null) {
        file.close();
      }
      LockedFiles.remove(key);
      throw e;
    }
  }

  private static boolean lock(Path path, OpenFile file) throws IOException {
    try {
      return file.lock();
    } catch (OverlappingFileLockException e) {
      throw inUse(path);
    }
  }

  private static JournalException inUse(Path path) {
    return new JournalException(
        path, "another study of this process writes to it; give each study its own journal");
  }

  Path path() {
    return path;
  }

  OpenFile opened() {
    return opened;
  }

  @Override
  public void write(long offset, byte[] bytes, int length) throws IOException {
    requireInPlace();
    opened.write(offset, bytes, length);
  }

  /** A deleted file takes what is written all the same, and nobody finds it again. */
  private void requireInPlace() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        || !Objects.equals(key, OpenFile.requireRegular(path).fileKey())) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public void force() throws IOException {
    opened.force();
  }

  /** Cuts off an incomplete last record, which a crash leaves. */
  void cutTail(long end) throws IOException {
    long size = opened.size();
    if (size > end) {
      LOG.log(
          System.Logger.Level.WARNING,
          "journal {0}: an unfinished record of {1} bytes at its end is cut off, as the process or"
              + " machine that wrote it stopped; the study continues from offset {2}",
          path,
          Long.toString(size - end),
          Long.toString(end));
      opened.cut(end);
      opened.force();
    }
  }

  @Override
  public void close() {
    try {
      try {
        opened.close();
      } finally {
        LockedFiles.remove(key);
      }
    } catch (IOException e) {
      throw new JournalException(path, "cannot be closed: " + e, e);
    }
  }
}
