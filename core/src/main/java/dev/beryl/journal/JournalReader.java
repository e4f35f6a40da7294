package dev.beryl.journal;

import dev.beryl.journal.format.BytesIn.Malformed;
import dev.beryl.journal.format.Format;
import dev.beryl.journal.format.Frames;
import dev.beryl.journal.format.LockedFiles;
import dev.beryl.journal.format.OpenFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal, in order, also while a study writes it. Takes no lock and changes nothing.
 *
 * {@snippet :
 * try (JournalReader reader = JournalReader.open(path)) {
 *   for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
 *     if (record instanceof JournalRecord.Told told) {
 *       System.out.println(told.trial() + " " + told.outcome());
 *     }
 *   }
 * }
 * }
 *
 * <p>Used by one thread at a time. Memory is bounded by the longest record.
 */
public final class JournalReader implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final Path path;
  private final OpenFile file;
  private final @Nullable Object key;
  private final boolean owned;
  private final Frames frames;
  private final JournalHeader header;
  private final Decoder decoder;
  private long next;
  private long last = -1;

  private JournalReader(Path path, OpenFile file, @Nullable Object key, boolean owned)
      throws IOException {
    this.path = path;
    this.file = file;
    this.key = key;
    this.owned = owned;
    this.frames = new Frames(file);
    requirePreamble();
    byte[] description = frames.payload(Format.FIRST_FRAME);
    if (description != null && description.length > Format.MOST_DESCRIPTION) {
      throw damaged(Format.FIRST_FRAME, "the description of its study is too long");
    }
    if (description == null) {
      throw frames.next(Format.FIRST_FRAME) < 0
          ? damaged(Format.FIRST_FRAME, "it ends within the description of its study")
          : damaged(Format.FIRST_FRAME, "the description of its study is damaged");
    }
    try {
      this.header = HeaderDecoder.take(description);
    } catch (Malformed e) {
      throw damaged(Format.FIRST_FRAME, String.valueOf(e.getMessage()));
    }
    this.decoder = new Decoder(header);
    this.next = after(Format.FIRST_FRAME, description);
  }

  /**
   * Opens a journal.
   *
   * @param path the file
   * @return a reader before the first record; close it
   * @throws JournalException if there is no such file, it is a directory or a symbolic link, is no
   *     journal, is of a version that this library does not know, ends within the description of
   *     its study, or cannot be read
   */
  public static JournalReader open(Path path) {
    try {
      BasicFileAttributes attributes = requireFile(path);
      OpenFile file = OpenFile.toRead(path);
      try {
        return new JournalReader(path, file, attributes.fileKey(), true);
      } catch (Throwable e) {
        LockedFiles.close(file, attributes.fileKey());
        throw e;
      }
    } catch (IOException e) {
      throw new JournalException(path, "cannot be read: " + e, e);
    }
  }

  /**
   * Reads a file that the caller has open.
   *
   * @param path the file, for messages
   * @param file not closed; whoever else uses it holds its lock meanwhile
   * @return a reader before the first record
   * @throws JournalException as {@link #open}
   */
  public static JournalReader over(Path path, RandomAccessFile file) {
    try {
      return new JournalReader(path, new OpenFile(file), null, false);
    } catch (IOException e) {
      throw new JournalException(path, "cannot be read: " + e, e);
    }
  }

  /**
   * The attributes of a file that may be a journal.
   *
   * @param path the file
   * @return its attributes
   * @throws JournalException if there is none, or it is something else than a regular file
   * @throws IOException if that cannot be told
   */
  public static BasicFileAttributes requireFile(Path path) throws IOException {
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
              : attributes.isSymbolicLink() ? "a symbolic link" : "no regular file";
      throw new JournalException(path, "expected a file, it is " + what);
    }
    return attributes;
  }

  private void requirePreamble() throws IOException {
    byte[] expected = Format.preamble();
    byte[] found = frames.bytes(0, Format.FIRST_FRAME);
    if (frames.size() == 0) {
      throw new JournalException(
          path, "the file is empty, nothing was recorded; delete it to begin anew");
    }
    byte[] preamble = found == null ? null : Arrays.copyOf(found, expected.length);
    if (!Arrays.equals(preamble, expected)) {
      throw new JournalException(
          path, "this is no journal: it does not begin as one; choose another path");
    }
    int version = ByteBuffer.wrap(found).getInt(expected.length);
    if (version != Format.VERSION) {
      throw new JournalException(
          path,
          "its format has version %s, and this library knows version %s; use the library that wrote it"
              .formatted(Integer.toUnsignedString(version), Format.VERSION));
    }
  }

  private static long after(long offset, byte[] payload) {
    return offset + Format.FRAME_HEAD + payload.length + Format.FRAME_TAIL;
  }

  /** {@return what the journal says of its study} */
  public JournalHeader header() {
    return header;
  }

  /**
   * The next record. What is after the last whole record, such as one that is being written or that
   * a crash cut short, is left alone and may be whole at a later call.
   *
   * @return the record; null if there is none yet
   * @throws JournalException if the journal is damaged there, which is so if a whole record follows
   *     what is none; or if it cannot be read
   */
  public @Nullable JournalRecord next() {
    try {
      while (true) {
        byte[] payload = payload();
        if (payload == null) {
          return null;
        }
        last = next;
        next = after(next, payload);
        JournalRecord record = decode(last, payload);
        if (record != null) {
          return record;
        }
      }
    } catch (IOException e) {
      throw new JournalException(path, "cannot be read: " + e, e);
    }
  }

  /** The payload at {@link #next}; null if it is not whole yet. */
  private byte @Nullable [] payload() throws IOException {
    byte[] payload = frames.payload(next);
    if (payload != null) {
      return payload;
    }
    frames.refresh();
    if (frames.size() <= next || frames.next(next) < 0) {
      frames.refresh();
      return null;
    }
    frames.refresh();
    payload = frames.payload(next); // as it may have been written just now
    if (payload == null) {
      throw damaged(
          next,
          ("no whole record is here, but one follows; the records before are good: to go on from"
                  + " them, keep a copy and cut the file to %s bytes")
              .formatted(next));
    }
    return payload;
  }

  private @Nullable JournalRecord decode(long offset, byte[] payload) {
    try {
      return decoder.decode(payload);
    } catch (Malformed e) {
      throw damaged(offset, "a record is not as it has to be: " + e.getMessage());
    }
  }

  private JournalException damaged(long offset, String what) {
    return new JournalException(path, "damaged at offset %s: %s".formatted(offset, what));
  }

  /**
   * Reads a record again.
   *
   * @param offset as {@link #offset()} told it
   * @return the record
   * @throws JournalException if there is no record any more, or it cannot be read
   */
  public JournalRecord read(long offset) {
    try {
      byte[] payload = frames.payload(offset);
      JournalRecord record = payload == null ? null : decode(offset, payload);
      if (record == null) {
        throw damaged(offset, "a record that was here has changed");
      }
      return record;
    } catch (IOException e) {
      throw new JournalException(path, "cannot be read: " + e, e);
    }
  }

  /** {@return where in the file the record begins that {@link #next} gave last; -1 before} */
  public long offset() {
    return last;
  }

  /** {@return where in the file the next record begins, or will} */
  public long end() {
    return next;
  }

  /** {@return the names of the metrics in the records that were read, by their numbers} */
  public List<String> metrics() {
    return List.copyOf(decoder.metrics());
  }

  /**
   * Waits for the next record.
   *
   * @param most how long
   * @return the record; null if there is none after that time
   * @throws JournalException as {@link #next}
   * @throws InterruptedException if this thread is interrupted meanwhile
   */
  public @Nullable JournalRecord await(Duration most) throws InterruptedException {
    long begun = System.nanoTime();
    JournalRecord record = next();
    while (record == null && System.nanoTime() - begun < most.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      record = next();
    }
    return record;
  }

  /**
   * Hands on each record of a journal, from the first, as it is written, until the study has ended
   * and nothing follows.
   *
   * @param path the file
   * @param consumer told on this thread
   * @throws JournalException as {@link #open} and {@link #next}
   * @throws InterruptedException if this thread is interrupted while it waits, as it does for ever
   *     if the study's process was killed
   */
  public static void follow(Path path, Consumer<? super JournalRecord> consumer)
      throws InterruptedException {
    try (JournalReader reader = open(path)) {
      boolean ended = false;
      while (true) {
        JournalRecord record = reader.next();
        if (record != null) {
          consumer.accept(record);
          ended = record instanceof JournalRecord.Ended;
        } else if (ended) {
          return;
        } else {
          Thread.sleep(POLL_MILLIS);
        }
      }
    }
  }

  /**
   * Closes the file.
   *
   * @throws JournalException if that fails
   */
  @Override
  public void close() {
    if (owned) {
      try {
        LockedFiles.close(file, key);
      } catch (IOException e) {
        throw new JournalException(path, "cannot be closed: " + e, e);
      }
    }
  }
}
