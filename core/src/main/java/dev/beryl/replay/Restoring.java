package dev.beryl.replay;

import dev.beryl.journal.JournalRecord;
import dev.beryl.metric.Recorder;

/** Puts back what a replicate recorded. */
final class Restoring {
  private Restoring() {}

  static void into(Recorder recorder, JournalRecord.ReplicateEnded then) {
    for (JournalRecord.Metric metric : then.metrics()) {
      for (double value : metric.values()) {
        recorder.record(metric.name(), value);
      }
    }
    then.reports().forEach(recorder::report);
  }
}
