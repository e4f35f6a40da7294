package dev.beryl.journal.format;

/**
 * The numbers of format version 2, see {@code docs/journal-format.md}. All integers are big-endian.
 *
 * <p>A file is a {@link #PREAMBLE}, the version, and frames. A frame is the payload's length, a
 * checksum of the frame's offset and that length, the payload, and the payload's checksum; the
 * checksums are CRC-32C.
 */
public final class Format {
  /** The version that this library writes and reads. */
  public static final int VERSION = 2;

  /** Bytes before the first frame: preamble and version. */
  public static final int FIRST_FRAME = 12;

  /** Bytes of a frame before its payload. */
  public static final int FRAME_HEAD = 8;

  /** Bytes of a frame after its payload. */
  public static final int FRAME_TAIL = 4;

  /** The most bytes of a payload. */
  public static final int MOST_PAYLOAD = 1 << 26;

  /** The most bytes of the first payload, which describes the study. */
  public static final int MOST_DESCRIPTION = 1 << 24;

  private static final byte[] PREAMBLE = {(byte) 0x89, 'B', 'E', 'R', '\r', '\n', 0x1a, '\n'};

  private Format() {}

  /** {@return the file's first bytes, by which it is known; a copy} */
  public static byte[] preamble() {
    return PREAMBLE.clone();
  }
}
