package dev.beryl.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Divides bytes into lines of UTF-8, without their ends. Not thread-safe. */
final class Lines {
  /** How many bytes a line may have; what it has behind them is dropped. */
  static final int LONGEST = 1 << 23;

  private final Consumer<String> to;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  Lines(Consumer<String> to) {
    this.to = to;
  }

  void take(byte[] bytes, int count) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        append(bytes, from, i);
        pass();
        from = i + 1;
      }
    }
    append(bytes, from, count);
  }

  private void append(byte[] bytes, int from, int to) {
    line.write(bytes, from, Math.min(to - from, LONGEST - line.size()));
  }

  /** The stream has ended, maybe without the end of its last line. */
  void end() {
    if (line.size() > 0) {
      pass();
    }
  }

  private void pass() {
    String text = line.toString(StandardCharsets.UTF_8);
    to.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    line.reset();
  }
}
