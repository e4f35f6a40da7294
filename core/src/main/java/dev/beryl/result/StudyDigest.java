package dev.beryl.result;

import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import dev.beryl.trial.Samples;
import dev.beryl.trial.Trial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The SHA-256 of a study's identity and trials; durations and exceptions' texts are left out. */
public final class StudyDigest {
  private static final int BUFFER = 1 << 14;

  private final MessageDigest sha;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  private StudyDigest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The digest.
   *
   * @param identity the text that identifies the study
   * @return SHA-256, 64 hexadecimal digits
   */
  public static String of(String identity, List<Trial> trials) {
    var digest = new StudyDigest();
    digest.add(identity);
    for (Trial trial : trials) {
      digest.add(trial);
    }
    digest.flush();
    return HexFormat.of().formatHex(digest.sha.digest());
  }

  /**
   * The digest of a text.
   *
   * @return SHA-256 of its UTF-8, 64 hexadecimal digits
   */
  public static String ofText(String text) {
    MessageDigest sha = new StudyDigest().sha;
    return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void add(Trial trial) {
    add(trial.number());
    Map<String, Object> values = trial.treatment().values();
    add(values.size());
    values.forEach((parameter, value) -> {
      add(parameter);
      add(value.toString());
    });
    add(
        switch (trial.outcome()) {
          case Outcome.Completed c -> c.toString();
          case Outcome.Failed f -> "failed " + f.reason() + " " + f.replicate() + " " + f.step();
          case Outcome.Pruned p ->
              "pruned in replicate %s at step %s%s"
                  .formatted(
                      p.replicate(),
                      p.step(),
                      p.replicates() == 0 ? "" : " after " + p.replicates());
          case Outcome.TimedOut t -> t.toString();
          case Outcome.Rejected r -> "rejected by constraint '" + r.constraint() + "'";
        });
    add(trial.isCompleted() ? trial.losses() : new double[0]);
    List<String> metrics = trial.metrics().stream().sorted().toList();
    add(metrics.size());
    for (String metric : metrics) {
      add(metric);
      add(trial.samples(metric));
    }
    if (trial.toldReplicates() != trial.replicates()) {
      add(trial.toldReplicates());
    }
    List<Report> reports = trial.reports();
    add(reports.size());
    for (Report report : reports) {
      add(report.replicate());
      add(report.step());
      add(report.values());
    }
  }

  private void add(Samples samples) {
    add(samples.replicates());
    for (int replicate = 0; replicate < samples.replicates(); replicate++) {
      add(samples.size(replicate));
    }
    add(samples.toArray());
  }

  private void add(double[] values) {
    add(values.length);
    for (double value : values) {
      add(Double.doubleToRawLongBits(value));
    }
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    if (bytes.length > buffer.remaining()) {
      flush();
    }
    if (bytes.length > buffer.remaining()) {
      sha.update(bytes);
    } else {
      buffer.put(bytes);
    }
  }

  private void add(long bits) {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(bits);
  }

  private void flush() {
    sha.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
