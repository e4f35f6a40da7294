package dev.beryl.binary;

import dev.beryl.fault.Text;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as values are put; not thread safe. */
public final class BytesOut {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  /**
   * Makes an empty one.
   *
   * @param capacity how many bytes there is room for at first
   */
  public BytesOut(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** {@return the number of bytes} */
  public int size() {
    return size;
  }

  /** {@return the array that holds the bytes, valid until the next one is put} */
  public byte[] array() {
    return bytes;
  }

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** Forgets what was put last. */
  public void cut(int size) {
    this.size = size;
  }

  private int advance(int more) {
    int at = size;
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
    size += more;
    return at;
  }

  /** Puts a byte. */
  public void putByte(int value) {
    int at = advance(1);
    bytes[at] = (byte) value;
  }

  /** Puts bytes. */
  public void putBytes(byte[] value) {
    int at = advance(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  /** Puts four bytes. */
  public void putInt(int value) {
    int at = advance(Integer.BYTES);
    INT.set(bytes, at, value);
  }

  /** Overwrites four bytes. */
  public void setInt(int at, int value) {
    INT.set(bytes, at, value);
  }

  /** Puts eight bytes. */
  public void putLong(long value) {
    int at = advance(Long.BYTES);
    LONG.set(bytes, at, value);
  }

  /** Puts the eight bytes of a double, bit for bit. */
  public void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }

  /**
   * Puts an unsigned number in groups of seven bits, the least first; all but the last group have
   * the eighth bit set.
   *
   * @param value at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public void putVarint(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("expected a number >= 0 to write, got " + value);
    }
    long rest = value;
    while (rest > 0x7f) {
      putByte((int) (rest | 0x80));
      rest >>>= 7;
    }
    putByte((int) rest);
  }

  /**
   * Puts a text: its number of bytes as a varint, then the bytes in UTF-8.
   *
   * @param text any that is well-formed UTF-16
   * @throws IllegalArgumentException if it is not
   */
  public void putText(String text) {
    if (isAscii(text)) {
      putAscii(text);
      return;
    }
    byte[] utf8 = Text.requireWellFormed("a text to write", text).getBytes(StandardCharsets.UTF_8);
    putVarint(utf8.length);
    putBytes(utf8);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Without an array in between: nearly all texts are names. */
  private void putAscii(String text) {
    putVarint(text.length());
    int at = advance(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[at + i] = (byte) text.charAt(i);
    }
  }

  /** Puts doubles, their number before them. */
  public void putDoubles(double[] values) {
    putVarint(values.length);
    for (double value : values) {
      putDouble(value);
    }
  }

  /** Puts eight-byte numbers, their number before them. */
  public void putLongs(long[] values) {
    putVarint(values.length);
    for (long value : values) {
      putLong(value);
    }
  }

  /** {@return a copy of the bytes} */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
