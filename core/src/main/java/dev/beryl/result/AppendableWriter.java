package dev.beryl.result;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Writes to what only takes text, such as a string builder. */
final class AppendableWriter extends Writer {
  private final Appendable out;

  AppendableWriter(Appendable out) {
    this.out = out;
  }

  @Override
  public void write(char[] buffer, int from, int length) throws IOException {
    out.append(CharBuffer.wrap(buffer, from, length));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
