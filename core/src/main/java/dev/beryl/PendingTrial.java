package dev.beryl;

import dev.beryl.space.Treatment;
import dev.beryl.spi.Pruner;
import dev.beryl.trial.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial of a session that was proposed and not told yet. Guarded by its session. */
final class PendingTrial {
  private Treatment treatment;
  private final Pruner.@Nullable Judge judge;
  private final @Nullable Duration limit; // null: none
  private final long start;
  private final List<Report> reports = new ArrayList<>(0);
  private final Map<String, String> notes = new LinkedHashMap<>();
  private boolean behind;

  PendingTrial(
      Treatment treatment, Pruner.@Nullable Judge judge, @Nullable Duration limit, long start) {
    this.treatment = treatment;
    this.judge = judge;
    this.limit = limit;
    this.start = start;
  }

  Treatment treatment() {
    return treatment;
  }

  void replace(Treatment other) {
    treatment = other;
  }

  /** Keeps a report, and asks the judge unless it has spoken. */
  void report(Report report) {
    reports.add(report);
    if (judge != null && !behind) {
      behind = judge.prunes(report);
    }
  }

  boolean isBehind() {
    return behind;
  }

  List<Report> reports() {
    return reports;
  }

  void note(String key, String text) {
    notes.put(key, text);
  }

  Map<String, String> notes() {
    return notes;
  }

  /** The limit that has passed; null if none has. */
  @Nullable Duration passed(long now) {
    return limit != null && now - start >= limit.toNanos() ? limit : null;
  }
}
