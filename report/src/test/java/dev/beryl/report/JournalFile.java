package dev.beryl.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * A journal that is written record by record as its format says, of one real parameter, one
 * objective and one replicate of a trial: so its times are known.
 */
final class JournalFile {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<Double> values = new ArrayList<>(); // by trial
  private final List<Long> seconds = new ArrayList<>(); // by trial

  /** Writes a payload's values. */
  private interface Payload {
    void write(DataOutputStream out) throws IOException;
  }

  /** Starts with the first record, and what is before it. */
  JournalFile(byte[] description) {
    file.writeBytes(description);
  }

  JournalFile opened(int budget) {
    return record(
        2,
        1,
        out -> {
          varint(out, budget);
          text(out, "0");
          text(out, "25");
          out.writeLong(0);
        });
  }

  /** A proposed treatment, whose loss is its value. */
  JournalFile asked(int trial, double value) {
    values.add(value);
    seconds.add(0L);
    return record(
        3,
        1,
        out -> {
          varint(out, trial);
          varint(out, 1);
          out.writeDouble(value);
        });
  }

  JournalFile replicate(int trial, long from, long to) {
    seconds.set(trial, to - from);
    return record(
        5,
        2,
        out -> {
          varint(out, trial);
          varint(out, 0);
          varint(out, TimeUnit.SECONDS.toNanos(to - from));
          varint(out, 0); // completed
          varint(out, 1); // metrics
          text(out, "loss");
          varint(out, 1);
          out.writeDouble(values.get(trial));
          varint(out, 0); // reports
          varint(out, 0); // notes
          out.writeLong(TimeUnit.SECONDS.toNanos(from));
        });
  }

  JournalFile told(int trial) {
    return record(
        6,
        1,
        out -> {
          varint(out, trial);
          varint(out, 0); // completed
          varint(out, TimeUnit.SECONDS.toNanos(seconds.get(trial)));
          out.writeDouble(values.get(trial));
          out.writeDouble(Double.NaN);
        });
  }

  JournalFile ended() {
    return record(
        7,
        1,
        out -> {
          text(out, "BUDGET");
          text(out, "all trials are done");
          varint(out, TimeUnit.MINUTES.toNanos(1));
        });
  }

  byte[] bytes() {
    return file.toByteArray();
  }

  private JournalFile record(int kind, int version, Payload values) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(kind);
      out.writeByte(version);
      values.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] payload = bytes.toByteArray();
    byte[] head = ByteBuffer.allocate(12).putLong(file.size()).putInt(payload.length).array();
    file.writeBytes(
        ByteBuffer.allocate(payload.length + 12)
            .putInt(payload.length)
            .putInt(checksum(head))
            .put(payload)
            .putInt(checksum(payload))
            .array());
    return this;
  }

  private static int checksum(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  private static void varint(DataOutputStream out, long value) throws IOException {
    long rest = value;
    for (; rest >= 128; rest >>>= 7) {
      out.writeByte((int) (rest & 127 | 128));
    }
    out.writeByte((int) rest);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    varint(out, bytes.length);
    out.write(bytes);
  }
}
