package dev.beryl.journal;

import dev.beryl.fault.Nulls;
import dev.beryl.journal.format.LockedFiles;
import dev.beryl.journal.format.OpenFile;
import dev.beryl.journal.format.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a journal in order, even while a study writes it. A reader takes no lock and
 * changes nothing. {@link JournalTrials} assembles trials from the records.
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
 * <p>Use a reader from one thread at a time. Its memory is bounded by the longest record.
 */
public final class JournalReader implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final Path path;
  private final OpenFile file;
  private final @Nullable Object key;
  private final RecordReader records;

  private JournalReader(Path path, OpenFile file, @Nullable Object key) {
    this.path = path;
    this.file = file;
    this.key = key;
    this.records = new RecordReader(path, file);
  }

  /**
   * Opens a journal.
   *
   * @param path the file
   * @return a reader before the first record; the caller must close it
   * @throws JournalException if there is no such file, or if it is a directory or a symbolic link,
   *     is not a journal, has a version that this library does not know, ends within the
   *     description of its study, or cannot be read
   */
  public static JournalReader open(Path path) {
    Nulls.refuse("journal: path", path);
    try {
      Object key = OpenFile.requireRegular(path).fileKey();
      OpenFile file = OpenFile.toRead(path);
      try {
        return new JournalReader(path, file, key);
      } catch (Throwable e) {
        LockedFiles.close(file, key);
        throw e;
      }
    } catch (IOException e) {
      throw new JournalException(path, "cannot be read: " + e, e);
    }
  }

  /** {@return the journal's description of its study} */
  public JournalHeader header() {
    return records.header();
  }

  /**
   * Returns the next record. An incomplete record at the end, which is being written or was cut
   * short by a crash, is not read; a later call reads it if it is complete by then. Records of an
   * unknown kind that do not concern trials are skipped.
   *
   * @return the record; null if there is no complete one yet
   * @throws JournalException if the journal is damaged, that is, if a complete record follows an
   *     invalid one; if the record is of a kind that only a newer library knows; or if the file
   *     cannot be read
   */
  public @Nullable JournalRecord next() {
    return records.next();
  }

  RecordReader records() {
    return records;
  }

  /**
   * Waits for the next record.
   *
   * @param most the longest time to wait
   * @return the record; null if there was none within that time
   * @throws JournalException as {@link #next}
   * @throws InterruptedException if this thread is interrupted meanwhile
   */
  public @Nullable JournalRecord await(Duration most) throws InterruptedException {
    Nulls.refuse("journal: most", most);
    long start = System.nanoTime();
    JournalRecord record = next();
    while (record == null && System.nanoTime() - start < most.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      record = next();
    }
    return record;
  }

  /**
   * Passes each record of a journal to a consumer, from the first on and as they are written, until
   * the study has ended and no record follows.
   *
   * @param path the file
   * @param consumer receives the records, on this thread
   * @throws JournalException as {@link #open} and {@link #next}
   * @throws InterruptedException if this thread is interrupted while it waits; if the study's
   *     process was killed, it waits forever
   */
  public static void follow(Path path, Consumer<? super JournalRecord> consumer)
      throws InterruptedException {
    Nulls.refuse("journal: path", path);
    Nulls.refuse("journal: consumer", consumer);
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
    try {
      LockedFiles.close(file, key);
    } catch (IOException e) {
      throw new JournalException(path, "cannot be closed: " + e, e);
    }
  }
}
