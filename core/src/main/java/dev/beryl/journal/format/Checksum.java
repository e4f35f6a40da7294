package dev.beryl.journal.format;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksums of frames: CRC-32C. Not thread safe. */
public final class Checksum {
  private final CRC32C crc = new CRC32C();
  private final byte[] place = new byte[Long.BYTES + Integer.BYTES];
  private final ByteBuffer placing = ByteBuffer.wrap(place);

  /** Makes one, to be used again and again. */
  public Checksum() {}

  /**
   * The checksum of a frame's place and length.
   *
   * @param offset of the frame in the file
   * @return that of the offset as eight bytes and the length as four
   */
  public int ofHead(long offset, int length) {
    placing.putLong(0, offset).putInt(Long.BYTES, length);
    return ofPayload(place, 0, place.length);
  }

  /**
   * The checksum of a payload.
   *
   * @return that of the bytes
   */
  public int ofPayload(byte[] bytes, int from, int length) {
    crc.reset();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
