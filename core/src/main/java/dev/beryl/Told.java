package dev.beryl;

import dev.beryl.execution.MetricValues;
import dev.beryl.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** What the caller of a session tells of one replicate, checked. */
final class Told {
  private Told() {}

  /**
   * The values of a replicate's metrics.
   *
   * @param of whose they are, such as {@code trial 3}
   * @param metrics of the objectives, then of the outcome constraints
   * @param values one for each of these
   * @throws IllegalArgumentException if the number of values is wrong, or two of the same metric
   *     differ
   */
  static List<MetricValues> values(String of, List<String> metrics, double[] values) {
    if (values.length != metrics.size()) {
      throw new IllegalArgumentException(
          "%s: expected %s values, one for each of %s, got %s"
              .formatted(of, metrics.size(), metrics, Arrays.toString(values)));
    }
    var byMetric = new LinkedHashMap<String, Double>();
    for (int i = 0; i < values.length; i++) {
      Double other = byMetric.putIfAbsent(metrics.get(i), values[i]);
      if (other != null && !other.equals(values[i])) {
        throw new IllegalArgumentException(
            "%s: metric '%s' is measured twice: expected one value, got %s and %s"
                .formatted(of, metrics.get(i), other, values[i]));
      }
    }
    var recorded = new ArrayList<MetricValues>();
    byMetric.forEach((metric, value) -> recorded.add(new MetricValues(metric, value)));
    return recorded;
  }

  /**
   * Refuses a report without a value for each objective.
   *
   * @throws IllegalArgumentException if the number of values is wrong
   */
  static void requireValues(String of, long step, List<Objective> objectives, double[] values) {
    if (values.length != objectives.size()) {
      throw new IllegalArgumentException(
          "%s: report at step %s: expected a value for each objective of %s, got %s"
              .formatted(of, step, objectives, Arrays.toString(values)));
    }
  }
}
