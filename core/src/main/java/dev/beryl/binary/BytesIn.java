package dev.beryl.binary;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes values out of a payload. Whatever the payload holds, nothing is allocated beyond a small
 * multiple of its length.
 */
public final class BytesIn {
  private final ByteBuffer bytes;

  /** Thrown if a payload is not a valid record of its kind. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    /** Makes one. */
    public Malformed(String message) {
      super(message);
    }
  }

  /** Reads a payload from its start. */
  public BytesIn(byte[] payload) {
    this.bytes = ByteBuffer.wrap(payload);
  }

  /** {@return the index of the byte that is taken next} */
  public int position() {
    return bytes.position();
  }

  /**
   * Requires that nothing is left.
   *
   * @throws Malformed if something is
   */
  public void requireEnd() throws Malformed {
    if (bytes.hasRemaining()) {
      throw new Malformed("it is longer than its values");
    }
  }

  /**
   * Takes the kind of a record and the version of its form, the first two bytes of each payload.
   *
   * @throws Malformed if they are others
   */
  public void takeForm(int kind, int version) throws Malformed {
    requireKind(kind);
    takeVersion(kind, version);
  }

  /**
   * Takes the kind of a record and the version of its form, of which several are known.
   *
   * @param first the lowest version that is known
   * @param last the highest version that is known
   * @return the version
   * @throws Malformed if they are others
   */
  public int takeForm(int kind, int first, int last) throws Malformed {
    requireKind(kind);
    int found = takeByte();
    if (found < first || found > last) {
      throw new Malformed(
          "its form, of kind %s, has version %s, and this library knows versions %s to %s"
              .formatted(kind, found, first, last));
    }
    return found;
  }

  private void requireKind(int kind) throws Malformed {
    int found = takeByte();
    if (found != kind) {
      throw new Malformed("its kind is %s, expected %s".formatted(found, kind));
    }
  }

  /**
   * Takes the version of a form, which stands after the kind.
   *
   * @throws Malformed if it is another
   */
  public void takeVersion(int kind, int version) throws Malformed {
    int found = takeByte();
    if (found != version) {
      throw new Malformed(
          "its form, of kind %s, has version %s, and this library knows version %s"
              .formatted(kind, found, version));
    }
  }

  private void require(long more) throws Malformed {
    if (more > bytes.remaining()) {
      throw new Malformed(
          "it ends within a value: %s bytes are left of %s".formatted(bytes.remaining(), more));
    }
  }

  /**
   * Takes a byte.
   *
   * @return 0 to 255
   * @throws Malformed if nothing is left
   */
  public int takeByte() throws Malformed {
    require(1);
    return bytes.get() & 0xff;
  }

  /**
   * Takes bytes.
   *
   * @return a new array
   * @throws Malformed if fewer are left
   */
  public byte[] takeBytes(int length) throws Malformed {
    require(length);
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  /**
   * Takes eight bytes.
   *
   * @return any
   * @throws Malformed if fewer are left
   */
  public long takeLong() throws Malformed {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /**
   * Takes a double, bit for bit.
   *
   * @return any
   * @throws Malformed if fewer than eight bytes are left
   */
  public double takeDouble() throws Malformed {
    return Double.longBitsToDouble(takeLong());
  }

  /**
   * Takes doubles, whose number stands before them.
   *
   * @return a new array
   * @throws Malformed if there are fewer than that
   */
  public double[] takeDoubles() throws Malformed {
    int count = takeCount(Double.BYTES);
    double[] taken = new double[count];
    for (int i = 0; i < count; i++) {
      taken[i] = takeDouble();
    }
    return taken;
  }

  /**
   * Takes eight-byte numbers, whose number stands before them.
   *
   * @return a new array
   * @throws Malformed if there are fewer than that
   */
  public long[] takeLongs() throws Malformed {
    long[] taken = new long[takeCount(Long.BYTES)];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = takeLong();
    }
    return taken;
  }

  /**
   * Takes an unsigned number.
   *
   * @return at least 0
   * @throws Malformed if it has more than 63 bits, or the payload ends within it
   */
  public long takeVarint() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int group = takeByte();
      value |= (long) (group & 0x7f) << shift;
      if (group < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number has more than 63 bits");
  }

  /**
   * Takes an unsigned number that is an int.
   *
   * @return at least 0
   * @throws Malformed if it is larger, or the payload ends within it
   */
  public int takeInt() throws Malformed {
    long value = takeVarint();
    if (value > Integer.MAX_VALUE) {
      throw new Malformed("a number is %s, the most is %s".formatted(value, Integer.MAX_VALUE));
    }
    return (int) value;
  }

  /**
   * Takes the number of items that follow.
   *
   * @param each how many bytes one takes at least
   * @return at least 0
   * @throws Malformed if what is left cannot hold that number
   */
  public int takeCount(int each) throws Malformed {
    long count = takeVarint();
    if (count > bytes.remaining() / each) {
      throw new Malformed(
          "it has %s items, but the %s bytes that are left cannot hold them"
              .formatted(count, bytes.remaining()));
    }
    return (int) count;
  }

  /**
   * Takes the constant of an enum whose name is the next text.
   *
   * @return one of them
   * @throws Malformed if the next text is not as it has to be, or the name of none
   */
  public <E extends Enum<E>> E takeName(E[] constants) throws Malformed {
    String name = takeText();
    for (E constant : constants) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new Malformed("'%s' is none of %s".formatted(name, List.of(constants)));
  }

  /**
   * Takes a text.
   *
   * @return the text
   * @throws Malformed if fewer bytes are left than it says to have, or they are not UTF-8
   */
  public String takeText() throws Malformed {
    int length = takeCount(1);
    int from = bytes.position();
    bytes.position(from + length);
    if (isAscii(from, length)) {
      return new String(bytes.array(), from, length, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(from, length)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("a text is not UTF-8");
    }
  }

  private boolean isAscii(int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes.get(i) < 0) {
        return false;
      }
    }
    return true;
  }
}
