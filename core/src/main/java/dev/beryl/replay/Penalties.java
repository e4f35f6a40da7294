package dev.beryl.replay;

import dev.beryl.execution.local.Penalty;
import dev.beryl.journal.JournalHeader;
import dev.beryl.journal.JournalRecord;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the study of a journal counts a failing replicate with; nothing: it has no values. */
record Penalties(Map<String, double[]> values) {
  static Penalties of(JournalHeader header) {
    List<String> measured =
        Stream.concat(
                header.goals().stream().map(JournalHeader.Goal::metric),
                header.bounds().stream().map(JournalHeader.Bound::metric))
            .toList();
    var values = new LinkedHashMap<String, double[]>();
    for (int i = 0; i < header.penalties().size(); i++) {
      double[] penalty = {header.penalties().get(i)};
      values.merge(measured.get(i), penalty, Penalties::joined);
    }
    if (!values.isEmpty()) {
      values.put(Penalty.METRIC, new double[] {1});
    }
    return new Penalties(values);
  }

  private static double[] joined(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  JournalRecord.ReplicateEnded applyTo(JournalRecord.ReplicateEnded replicate) {
    if (values.isEmpty() || !isFailed(replicate)) {
      return replicate;
    }
    var counted = new ArrayList<JournalRecord.Metric>();
    values.forEach((name, of) -> counted.add(new JournalRecord.Metric(name, of)));
    return new JournalRecord.ReplicateEnded(
        replicate.trial(),
        replicate.replicate(),
        replicate.nanos(),
        Optional.empty(),
        counted,
        List.of());
  }

  private boolean isFailed(JournalRecord.ReplicateEnded replicate) {
    return replicate
        .trouble()
        .map(t -> t instanceof Outcome.Failed || t instanceof Outcome.TimedOut)
        .orElseGet(() -> !isMeasured(replicate));
  }

  private boolean isMeasured(JournalRecord.ReplicateEnded replicate) {
    return values.keySet().stream()
        .filter(name -> !name.equals(Penalty.METRIC))
        .allMatch(name ->
            replicate.metrics().stream()
                .anyMatch(metric ->
                    metric.name().equals(name)
                        && Arrays.stream(metric.values()).allMatch(Double::isFinite)));
  }
}
