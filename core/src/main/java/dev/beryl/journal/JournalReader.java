package dev.beryl.journal;

import dev.beryl.journal.format.LockedFiles;
import dev.beryl.journal.format.OpenFile;
import dev.beryl.journal.format.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal, in order, also while a study writes it. Takes no lock and changes nothing.
 * {@link JournalTrials} makes trials of its records.
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
   * @return a reader before the first record; close it
   * @throws JournalException if there is no such file, it is a directory or a symbolic link, is no
   *     journal, is of a version that this library does not know, ends within the description of
   *     its study, or cannot be read
   */
  public static JournalReader open(Path path) {
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

  /** {@return what the journal says of its study} */
  public JournalHeader header() {
    return records.header();
  }

  /**
   * The next record. What is after the last whole record, such as one that is being written or that
   * a crash cut short, is left alone and may be whole at a later call. Records that this library
   * does not know and that say nothing of trials are passed over.
   *
   * @return the record; null if there is none yet
   * @throws JournalException if the journal is damaged there, which is so if a whole record follows
   *     what is none; if the record is of a kind that only a newer library knows; or if it cannot
   *     be read
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
   * @param most how long
   * @return the record; null if there is none after that time
   * @throws JournalException as {@link #next}
   * @throws InterruptedException if this thread is interrupted meanwhile
   */
  public @Nullable JournalRecord await(Duration most) throws InterruptedException {
    long start = System.nanoTime();
    JournalRecord record = next();
    while (record == null && System.nanoTime() - start < most.toNanos()) {
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
    try {
      LockedFiles.close(file, key);
    } catch (IOException e) {
      throw new JournalException(path, "cannot be closed: " + e, e);
    }
  }
}
