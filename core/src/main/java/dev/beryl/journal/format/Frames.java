package dev.beryl.journal.format;

import dev.beryl.binary.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a file, by their offsets. Reads through a window, so that reading them in order is
 * fast and memory is bounded by one frame. Used by one thread.
 */
public final class Frames {
  private static final int WINDOW = 1 << 16;
  private static final int MOST_HEADS = 64; // without a payload: that is no torn tail
  private static final long MOST_CHECKED = 64L * Format.MOST_PAYLOAD; // bytes of no frame

  private final OpenFile file;
  private final Checksum checksum = new Checksum();
  private byte[] window = new byte[WINDOW];
  private long start; // of the window, in the file
  private int held; // bytes in the window

  /** Reads a file. */
  public Frames(OpenFile file) {
    this.file = file;
  }

  /**
   * {@return how long the file is now}
   *
   * @throws IOException if that cannot be told
   */
  public long size() throws IOException {
    return file.size();
  }

  /**
   * Bytes of the file.
   *
   * @return a new array; null if the file ends before
   * @throws IOException if reading fails
   */
  public byte @Nullable [] bytes(long offset, int length) throws IOException {
    int at = hold(offset, length);
    if (at < 0) {
      return null;
    }
    byte[] copy = new byte[length];
    System.arraycopy(window, at, copy, 0, length);
    return copy;
  }

  /**
   * The payload of a frame.
   *
   * @return the payload; null if there is no whole and valid frame
   * @throws IOException if reading fails
   */
  public byte @Nullable [] payload(long offset) throws IOException {
    int length = length(offset);
    return length < 0 ? null : payload(offset, length);
  }

  private byte @Nullable [] payload(long offset, int length) throws IOException {
    if (length > window.length && length > file.size() - offset) {
      return null;
    }
    int at = hold(offset + Format.FRAME_HEAD, length + Format.FRAME_TAIL);
    if (at < 0
        || checksum.ofPayload(window, at, length) != ByteBuffer.wrap(window).getInt(at + length)) {
      return null;
    }
    byte[] payload = new byte[length];
    System.arraycopy(window, at, payload, 0, length);
    return payload;
  }

  /** Reads anew what was read before, as it may have been written meanwhile. */
  public void refresh() {
    held = 0;
  }

  /** The length that a valid head at the offset tells; -1 if there is none. */
  private int length(long offset) throws IOException {
    int at = hold(offset, Format.FRAME_HEAD);
    if (at < 0) {
      return -1;
    }
    ByteBuffer head = ByteBuffer.wrap(window, at, Format.FRAME_HEAD);
    int length = head.getInt();
    boolean valid =
        length > 0
            && length <= Format.MOST_PAYLOAD
            && head.getInt() == checksum.ofHead(offset, length);
    return valid ? length : -1;
  }

  /**
   * The first frame after a place that is none: what was written there was damaged afterwards, as
   * frames are written in order. A frame that was moved, as bytes before it are missing or were
   * added, counts too. A great many heads of frames count as one.
   *
   * @return the offset of the next whole frame; -1 if there is none up to the file's end
   * @throws IOException if reading fails
   */
  public long next(long offset) throws IOException {
    long size = file.size();
    long last = size - Format.FRAME_HEAD - Format.FRAME_TAIL;
    int heads = 0;
    long left = MOST_CHECKED;
    for (long candidate = offset + 1; candidate <= last; candidate++) {
      boolean inPlace = length(candidate) >= 0;
      int length = inPlace ? length(candidate) : movedLength(candidate, size);
      if (length < 0) {
        continue;
      }
      heads += inPlace ? 1 : 0;
      left -= inPlace ? 0 : length;
      if (payload(candidate, length) != null || heads > MOST_HEADS || left < 0) {
        return candidate;
      }
    }
    return -1;
  }

  /**
   * The length of what may be a frame that was written at another place, so that the checksum of
   * its head tells nothing; -1 if it is none.
   */
  private int movedLength(long offset, long size) throws IOException {
    int at = hold(offset, Format.FRAME_HEAD + 2);
    if (at < 0) {
      return -1;
    }
    int length = ByteBuffer.wrap(window, at, Integer.BYTES).getInt();
    int form = at + Format.FRAME_HEAD;
    boolean possible =
        length >= 2
            && length <= size - offset - Format.FRAME_HEAD - Format.FRAME_TAIL
            && RecordKind.mayStart(window[form] & 0xff, window[form + 1], length);
    return possible ? length : -1;
  }

  /** Where in the window the bytes are; -1 if the file ends before their end. */
  private int hold(long offset, int length) throws IOException {
    if (offset < start || offset + length > start + held) {
      fill(offset, length);
    }
    return offset + length <= start + held ? (int) (offset - start) : -1;
  }

  private void fill(long offset, int length) throws IOException {
    if (window.length < length) {
      window = new byte[length];
    }
    start = offset;
    held = 0;
    while (held < length) {
      int read = file.read(offset + held, window, held, window.length - held);
      if (read < 0) {
        return;
      }
      held += read;
    }
  }
}
