package dev.beryl.journal.format;

import dev.beryl.binary.BytesIn.Malformed;
import dev.beryl.journal.JournalException;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of an open file, in order and by their offsets. Used by one thread; memory is bounded
 * by the longest record.
 */
public final class RecordReader {
  private final Path path;
  private final Frames frames;
  private final JournalHeader header;
  private final RecordCodec codec;
  private long next;
  private long last = -1;

  /**
   * Reads the description of the study.
   *
   * @throws JournalException if the file is no journal, of a version that this library does not
   *     know, ends within the description of its study, or cannot be read
   */
  public RecordReader(Path path, OpenFile file) {
    this.path = path;
    this.frames = new Frames(file);
    try {
      requirePreamble();
      byte[] description = description();
      this.header = header(description);
      this.next = after(Format.FIRST_FRAME, description);
    } catch (IOException e) {
      throw unreadable(e);
    }
    this.codec = new RecordCodec(header.problem());
  }

  private void requirePreamble() throws IOException {
    byte[] expected = Format.preamble();
    byte[] found = frames.bytes(0, Format.FIRST_FRAME);
    if (frames.size() == 0) {
      throw new JournalException(path, "the file is empty; delete it to start again");
    }
    byte[] preamble = found == null ? null : Arrays.copyOf(found, expected.length);
    if (!Arrays.equals(preamble, expected)) {
      throw new JournalException(
          path, "this is not a journal: its first bytes differ; choose another path");
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

  private byte[] description() throws IOException {
    byte[] description = frames.payload(Format.FIRST_FRAME);
    if (description == null) {
      throw damaged(
          Format.FIRST_FRAME,
          frames.next(Format.FIRST_FRAME) < 0
              ? "it ends within the description of its study"
              : "the description of its study is damaged");
    }
    if (description.length > Format.MOST_DESCRIPTION) {
      throw damaged(Format.FIRST_FRAME, "the description of its study is too long");
    }
    return description;
  }

  private JournalHeader header(byte[] description) {
    try {
      return HeaderCodec.fromBytes(description);
    } catch (Malformed e) {
      throw damaged(
          Format.FIRST_FRAME, "the description of its study is malformed: " + e.getMessage());
    }
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
      JournalRecord record = null;
      while (record == null) {
        byte[] payload = payload();
        if (payload == null) {
          return null;
        }
        last = next;
        next = after(next, payload);
        record = decode(last, payload);
      }
      return record;
    } catch (IOException e) {
      throw unreadable(e);
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
          ("there is no complete record here, but one follows; the records before are valid: to continue from"
                  + " them, keep a copy and cut the file to %s bytes")
              .formatted(next));
    }
    return payload;
  }

  private @Nullable JournalRecord decode(long offset, byte[] payload) {
    try {
      return codec.fromBytes(payload);
    } catch (Malformed e) {
      throw damaged(offset, "a record is malformed: " + e.getMessage());
    }
  }

  /**
   * Reads a record again.
   *
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
      throw unreadable(e);
    }
  }

  /** {@return where in the file the record starts that {@link #next} gave last; -1 before} */
  public long offset() {
    return last;
  }

  /** {@return where in the file the next record starts, or will} */
  public long end() {
    return next;
  }

  /**
   * The error of a record that {@link #next} gave and that does not fit those before it.
   *
   * @return the exception
   */
  public JournalException misfit(String why) {
    return damaged(last, why);
  }

  private JournalException damaged(long offset, String what) {
    return new JournalException(path, "damaged at offset %s: %s".formatted(offset, what));
  }

  private JournalException unreadable(IOException e) {
    return new JournalException(path, "cannot be read: " + e, e);
  }
}
