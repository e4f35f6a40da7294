package dev.beryl.replay;

import dev.beryl.journal.format.BytesOut;
import dev.beryl.journal.format.Codes;
import dev.beryl.metric.Recorder;
import dev.beryl.space.Treatment;
import dev.beryl.study.Ending;
import dev.beryl.trial.Outcome;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Report;
import dev.beryl.trial.Trial;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/** Puts what happens in a study as payloads. */
final class RecordCode {
  private RecordCode() {}

  /** Whether a treatment gives a value to the parameter at a place; null: to each. */
  @FunctionalInterface
  interface Activity {
    boolean isActive(Treatment treatment, int place);
  }

  static void asked(
      BytesOut out,
      int trial,
      int wanted,
      Treatment treatment,
      long[] coordinates,
      @Nullable Activity activity) {
    out.putByte(Codes.ASKED);
    out.putVarint(trial);
    out.putVarint(wanted);
    if (activity == null) {
      for (long coordinate : coordinates) {
        out.putLong(coordinate);
      }
      return;
    }
    byte[] active = new byte[(coordinates.length + 7) / 8];
    for (int i = 0; i < coordinates.length; i++) {
      active[i / 8] |= (byte) (activity.isActive(treatment, i) ? 1 << i % 8 : 0);
    }
    out.putBytes(active);
    for (int i = 0; i < coordinates.length; i++) {
      if ((active[i / 8] >> i % 8 & 1) != 0) {
        out.putLong(coordinates[i]);
      }
    }
  }

  static void askedInVain(BytesOut out, int wanted) {
    out.putByte(Codes.IN_VAIN);
    out.putVarint(wanted);
  }

  static void metric(BytesOut out, int number, String name) {
    out.putByte(Codes.METRIC);
    out.putVarint(number);
    out.putText(name);
  }

  /** Numbers the metrics that have no number yet. */
  static void eachNewMetric(
      Recorder recorder, ObjectIntHashMap<String> numbers, ObjIntConsumer<String> then) {
    for (int i = 0; i < recorder.metrics(); i++) {
      String name = recorder.name(recorder.slotAt(i));
      if (!numbers.containsKey(name)) {
        int number = numbers.size();
        numbers.put(name, number);
        then.accept(name, number);
      }
    }
  }

  static void replicate(
      BytesOut out,
      int trial,
      int replicate,
      long nanos,
      @Nullable Outcome trouble,
      Recorder recorder,
      ToIntFunction<String> metricNumbers) {
    out.putByte(Codes.REPLICATE);
    out.putVarint(trial);
    out.putVarint(replicate);
    out.putVarint(Math.max(0, nanos));
    OutcomeEncoder.put(out, trouble == null ? Outcome.COMPLETED : trouble);
    out.putVarint(recorder.metrics());
    for (int i = 0; i < recorder.metrics(); i++) {
      int slot = recorder.slotAt(i);
      out.putVarint(metricNumbers.applyAsInt(recorder.name(slot)));
      int count = recorder.count(slot);
      out.putVarint(count);
      for (int k = 0; k < count; k++) {
        out.putDouble(recorder.value(slot, k));
      }
    }
    out.putVarint(recorder.reports().size());
    for (Report report : recorder.reports()) {
      out.putLong(report.step());
      out.putVarint(report.values().length);
      for (double value : report.values()) {
        out.putDouble(value);
      }
    }
  }

  static void told(BytesOut out, Trial trial) {
    out.putByte(Codes.TOLD);
    out.putVarint(trial.number());
    OutcomeEncoder.put(out, trial.outcome());
    out.putVarint(trial.duration().toNanos());
    if (!trial.isCompleted()) {
      return;
    }
    for (int i = 0; i < trial.objectives().size(); i++) {
      out.putDouble(trial.value(i));
      out.putDouble(trial.standardError(i));
    }
    for (OutcomeConstraint constraint : trial.outcomeConstraints()) {
      var samples = trial.samples(constraint.metric());
      out.putDouble(constraint.aggregation().aggregate(samples));
      out.putDouble(constraint.aggregation().standardError(samples));
    }
  }

  static void ended(BytesOut out, Ending ending, String text) {
    out.putByte(Codes.ENDED);
    out.putText(ending.name());
    out.putText(text);
  }
}
