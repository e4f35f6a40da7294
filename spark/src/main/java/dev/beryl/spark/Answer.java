package dev.beryl.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task says. As bytes, so that no serializer that an application has chosen makes a
 * difference.
 */
sealed interface Answer {
  /**
   * It ran the first units of its batch, perhaps all: the batch's time was over then.
   *
   * @param results of its units in their order, as bytes
   */
  record Ran(Place place, List<byte[]> results) implements Answer {}

  /** It ran nothing, as attempts before it have gone without an answer. */
  record Held(int stage, int attempt) implements Answer {}

  /** No unit of this study can run there. */
  record Unable(String why) implements Answer {}

  /** The worker there is closed. */
  record Closed(int abandoned) implements Answer {}

  /** An executor. */
  record Place(String host, String executor) {
    @Override
    public String toString() {
      return "executor %s on host %s".formatted(executor, host);
    }
  }

  default byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      switch (this) {
        case Ran(Place(String host, String executor), List<byte[]> results) -> {
          out.writeByte(0);
          out.writeUTF(host);
          out.writeUTF(executor);
          write(results, out);
        }
        case Held(int stage, int attempt) -> {
          out.writeByte(1);
          out.writeInt(stage);
          out.writeInt(attempt);
        }
        case Unable(String why) -> {
          out.writeByte(2);
          out.writeUTF(why.length() <= 10_000 ? why : why.substring(0, 10_000) + "…");
        }
        case Closed(int abandoned) -> {
          out.writeByte(3);
          out.writeInt(abandoned);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Answer fromBytes(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case 0 -> new Ran(new Place(in.readUTF(), in.readUTF()), read(in));
        case 1 -> new Held(in.readInt(), in.readInt());
        case 2 -> new Unable(in.readUTF());
        default -> new Closed(in.readInt());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return several arrays as one} */
  static byte[] join(List<byte[]> arrays) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(arrays, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** {@return what was joined} */
  static List<byte[]> split(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(List<byte[]> arrays, DataOutputStream out) throws IOException {
    out.writeInt(arrays.size());
    for (byte[] array : arrays) {
      out.writeInt(array.length);
      out.write(array);
    }
  }

  private static List<byte[]> read(DataInputStream in) throws IOException {
    List<byte[]> arrays = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      arrays.add(in.readNBytes(in.readInt()));
    }
    return arrays;
  }
}
