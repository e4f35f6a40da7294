package dev.beryl.optimizers.pruning;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A judge of a curve as bytes.
 *
 * @param last the last step of curves
 * @param draw the trial's uniform number in (0, 1)
 * @param bars null: nothing is pruned
 */
record WrittenJudge(long last, double draw, @Nullable Bars bars) {
  private static final byte PRUNES_NOTHING = 0;
  private static final byte BY_BARS = 1;

  static final WrittenJudge NONE = new WrittenJudge(0, 0, null);

  byte[] toBytes() {
    if (bars == null) {
      return new byte[] {PRUNES_NOTHING};
    }
    ByteBuffer out = ByteBuffer.allocate(1 + Long.BYTES + Double.BYTES + bars.bytes());
    out.put(BY_BARS).putLong(last).putDouble(draw);
    bars.write(out);
    return out.array();
  }

  /**
   * Reads a judge.
   *
   * @throws IllegalArgumentException if the bytes are not one
   */
  static WrittenJudge fromBytes(String pruner, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      WrittenJudge read = read(in);
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("%s bytes follow its end".formatted(in.remaining()));
      }
      return read;
    } catch (BufferUnderflowException e) {
      throw malformed(pruner, bytes, "it ends too early", e);
    } catch (IllegalArgumentException e) {
      throw malformed(pruner, bytes, String.valueOf(e.getMessage()), e);
    }
  }

  private static WrittenJudge read(ByteBuffer in) {
    byte form = in.get();
    if (form == PRUNES_NOTHING) {
      return NONE;
    }
    if (form != BY_BARS) {
      throw new IllegalArgumentException("its form is %s, expected 0 or 1".formatted(form));
    }
    long last = in.getLong();
    double draw = in.getDouble();
    if (last < 1 || !(draw > 0 && draw < 1)) {
      throw new IllegalArgumentException(
          "expected a last step >= 1 and a number in (0, 1), got %s and %s".formatted(last, draw));
    }
    return new WrittenJudge(last, draw, Bars.read(in));
  }

  static IllegalArgumentException malformed(
      String pruner, byte[] bytes, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "pruner '%s': expected a judge that it has written, got %s bytes: %s"
            .formatted(pruner, bytes.length, why),
        cause);
  }
}
