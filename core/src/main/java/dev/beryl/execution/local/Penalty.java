package dev.beryl.execution.local;

import dev.beryl.execution.MetricValues;
import dev.beryl.execution.ReplicateResult;
import dev.beryl.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values that the user sets for a replicate that fails, so that its trial is evaluated with them.
 *
 * @param metrics of the objectives and outcome constraints
 * @param values one for each metric
 */
public record Penalty(List<String> metrics, List<Double> values) {
  /** Under this metric a penalized replicate records a 1. */
  public static final String METRIC = "penalized";

  /** Copies the lists. */
  public Penalty {
    metrics = List.copyOf(metrics);
    values = List.copyOf(values);
  }

  /** Whether a replicate failed, timed out, or did not measure what it should. */
  boolean isDueFor(ReplicateResult result) {
    return switch (result.status()) {
      case Outcome.Failed _, Outcome.TimedOut _ -> true;
      case Outcome.Completed _ -> !metrics.stream().allMatch(metric -> isMeasured(result, metric));
      case Outcome.Pruned _, Outcome.Rejected _ -> false;
    };
  }

  private static boolean isMeasured(ReplicateResult result, String metric) {
    for (MetricValues recorded : result.metrics()) {
      if (recorded.name().equals(metric)) {
        return allFinite(recorded);
      }
    }
    return false;
  }

  private static boolean allFinite(MetricValues recorded) {
    for (int i = 0; i < recorded.size(); i++) {
      if (!Double.isFinite(recorded.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The replicate with the penalty in the place of what it recorded; its notes are kept. */
  ReplicateResult appliedTo(ReplicateResult result) {
    var counted = new ArrayList<MetricValues>();
    for (String metric : metrics.stream().distinct().toList()) {
      counted.add(new MetricValues(metric, valuesOf(metric)));
    }
    counted.add(new MetricValues(METRIC, 1));
    return new ReplicateResult(
        result.trial(),
        result.replicate(),
        Outcome.COMPLETED,
        counted,
        List.of(),
        result.notes(),
        result.duration());
  }

  private double[] valuesOf(String metric) {
    return IntStream.range(0, metrics.size())
        .filter(i -> metrics.get(i).equals(metric))
        .mapToDouble(values::get)
        .toArray();
  }
}
