package dev.beryl.execution;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of one replicate of a trial: how it ended and what it recorded. Immutable.
 *
 * @param trial the trial's number, at least 0
 * @param replicate the replicate, from 0
 * @param status how it ended: completed if it finished, whatever it recorded; never rejected,
 *     because a rejected trial has no replicates
 * @param metrics the recorded metrics, each once, in the order of their first values
 * @param reports its intermediate values, in the order of reporting; their arrays must not be
 *     changed
 * @param notes its notes, key to text, in the order in which the keys were first used; unmodifiable
 * @param duration its running time, at least zero, below 2^63 nanoseconds
 */
public record ReplicateResult(
    int trial,
    int replicate,
    Outcome status,
    List<MetricValues> metrics,
    List<Report> reports,
    Map<String, String> notes,
    Duration duration) {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /**
   * Copies the collections and checks all components.
   *
   * @throws IllegalArgumentException if a component breaks one of these rules, or a note is not
   *     well-formed UTF-16
   */
  public ReplicateResult {
    Nulls.refuse("replicate result: status", status);
    Nulls.refuseIn("replicate result: metrics", metrics);
    Nulls.refuseIn("replicate result: reports", reports);
    Nulls.refuseIn("replicate result: notes", notes);
    Nulls.refuse("replicate result: duration", duration);
    metrics = List.copyOf(metrics);
    reports = List.copyOf(reports);
    notes = notes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    if (trial < 0 || replicate < 0) {
      throw unfit(trial, replicate, "expected numbers >= 0");
    }
    if (status instanceof Outcome.Rejected) {
      throw unfit(trial, replicate, "it ran, but its status is: " + status);
    }
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw unfit(trial, replicate, "expected a duration of 0 to 2^63 - 1 ns, got " + duration);
    }
    Set<String> names = metrics.size() > 1 ? HashSet.newHashSet(metrics.size()) : null;
    for (MetricValues metric : metrics) {
      if (metric.size() == 0) {
        throw unfit(trial, replicate, "metric '%s' has no value".formatted(metric.name()));
      }
      if (names != null && !names.add(metric.name())) {
        throw unfit(trial, replicate, "metric '%s' is listed twice".formatted(metric.name()));
      }
    }
    for (Report report : reports) {
      if (report.replicate() != replicate) {
        throw unfit(trial, replicate, "a report belongs to another replicate: " + report);
      }
    }
    notes.forEach(ReplicateResult::requireWellFormed);
  }

  private static void requireWellFormed(String key, String text) {
    var _ = Text.requireWellFormed("key of a note", key);
    var _ = Text.requireWellFormed("note '" + key + "'", text);
  }

  private static IllegalArgumentException unfit(int trial, int replicate, String why) {
    return new IllegalArgumentException(
        "replicate %s of trial %s: %s".formatted(replicate, trial, why));
  }

  /**
   * Reads a result from its binary form.
   *
   * @param bytes bytes that {@link #toBytes()} returned
   * @return an equal result, except that exceptions are reduced to their texts
   * @throws IllegalArgumentException if the bytes are not such a form; the message says what is
   *     wrong and at which byte
   */
  public static ReplicateResult fromBytes(byte[] bytes) {
    Nulls.refuse("replicate result: bytes", bytes);
    return ReplicateCodec.fromBytes(bytes);
  }

  /**
   * Returns the binary form of this result, the same bytes as its record in a journal.
   *
   * @return a new array
   */
  public byte[] toBytes() {
    return ReplicateCodec.toBytes(this);
  }

  /** {@return for example {@code replicate 0 of trial 3: completed, [loss=[0.5]], PT0.2S}} */
  @Override
  public String toString() {
    return "replicate %s of trial %s: %s, %s%s%s, %s"
        .formatted(
            replicate,
            trial,
            status,
            metrics,
            reports.isEmpty() ? "" : ", " + reports,
            notes.isEmpty() ? "" : ", " + notes,
            duration);
  }
}
