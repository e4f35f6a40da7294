package dev.beryl.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The first and last bytes of a stream. Not thread-safe. */
final class Capture {
  private final int headSize;
  private final int tailSize;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(0);
  private byte[] tail = {}; // a ring
  private long behindHead;

  /**
   * Makes an empty one.
   *
   * @param size how many bytes are kept at most
   */
  Capture(int size) {
    this.headSize = size / 2;
    this.tailSize = size - headSize;
  }

  void take(byte[] bytes, int count) {
    int toHead = Math.min(count, headSize - head.size());
    head.write(bytes, 0, toHead);
    for (int i = toHead; i < count; ) {
      if (tail.length == 0) {
        tail = new byte[tailSize];
      }
      int at = (int) (behindHead % tailSize);
      int now = Math.min(count - i, tailSize - at);
      System.arraycopy(bytes, i, tail, at, now);
      behindHead += now;
      i += now;
    }
  }

  /** What was kept, with a line in the place of what was not. */
  String text() {
    if (behindHead <= tailSize) {
      var whole = new ByteArrayOutputStream(head.size() + (int) behindHead);
      whole.writeBytes(head.toByteArray());
      whole.write(tail, 0, (int) behindHead);
      return whole.toString(StandardCharsets.UTF_8);
    }
    int at = (int) (behindHead % tailSize);
    var last = new ByteArrayOutputStream(tailSize);
    last.write(tail, at, tailSize - at);
    last.write(tail, 0, at);
    return "%s%n… %s bytes are left out …%n%s"
        .formatted(
            head.toString(StandardCharsets.UTF_8),
            behindHead - tailSize,
            last.toString(StandardCharsets.UTF_8));
  }
}
