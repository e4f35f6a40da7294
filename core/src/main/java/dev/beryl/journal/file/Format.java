package dev.beryl.journal.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The numbers of format version 1, see {@code docs/journal-format.md}. All integers are big-endian.
 *
 * <p>A file is a {@link #PREAMBLE}, the version, and frames. A frame is the payload's length, a
 * checksum of the frame's offset and that length, the payload, and the payload's checksum; the
 * checksums are CRC-32C.
 */
public final class Format {
  /** The version that this library writes and reads. */
  public static final int VERSION = 1;

  /** Bytes before the first frame: preamble and version. */
  public static final int FIRST_FRAME = 12;

  /** Bytes of a frame before its payload. */
  public static final int FRAME_HEAD = 8;

  /** Bytes of a frame after its payload. */
  public static final int FRAME_TAIL = 4;

  /** The most bytes of a payload. */
  public static final int MOST_PAYLOAD = 1 << 26;

  private static final byte[] PREAMBLE = {(byte) 0x89, 'B', 'E', 'R', '\r', '\n', 0x1a, '\n'};

  private Format() {}

  /** {@return the file's first bytes, by which it is known; a copy} */
  public static byte[] preamble() {
    return PREAMBLE.clone();
  }

  /**
   * The checksum of a frame's place and length.
   *
   * @param offset of the frame in the file
   * @param length of its payload
   * @return CRC-32C of the offset as eight bytes and the length as four
   */
  public static int headSum(long offset, int length) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(12).putLong(offset).putInt(length).flip());
    return (int) crc.getValue();
  }

  /**
   * The checksum of a payload.
   *
   * @param bytes that hold it
   * @param from where it begins
   * @param length its number of bytes
   * @return its CRC-32C
   */
  public static int payloadSum(byte[] bytes, int from, int length) {
    var crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
