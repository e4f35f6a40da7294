package dev.beryl.trial;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A trial that holds what was observed itself. */
@SuppressWarnings("ArrayRecordComponent")
record ObservedTrial(
    int number,
    Treatment treatment,
    Outcome outcome,
    List<Objective> objectives,
    List<OutcomeConstraint> outcomeConstraints,
    Map<String, Samples> all,
    double[] values)
    implements Trial {

  static ObservedTrial completed(
      int number,
      Treatment treatment,
      List<Objective> objectives,
      List<OutcomeConstraint> constraints,
      Map<String, Samples> samples) {
    var faults = new Faults("trial " + number);
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    double[] values = new double[objectives.size()];
    for (int i = 0; i < values.length; i++) {
      Objective objective = objectives.get(i);
      values[i] =
          aggregate("objective", objective.metric(), objective.aggregation(), samples, faults);
    }
    for (OutcomeConstraint constraint : constraints) {
      var _ =
          aggregate("constraint", constraint.metric(), constraint.aggregation(), samples, faults);
    }
    faults.require(
        samples.values().stream().mapToInt(Samples::replicates).distinct().count() <= 1,
        "metrics: expected the same number of replicates of each, got %s",
        replicatesOf(samples));
    faults.throwIfAny();
    return new ObservedTrial(
        number,
        treatment,
        Outcome.COMPLETED,
        List.copyOf(objectives),
        List.copyOf(constraints),
        Map.copyOf(samples),
        values);
  }

  static ObservedTrial unfinished(
      int number, Treatment treatment, List<Objective> objectives, Outcome outcome) {
    var faults = new Faults("trial " + number);
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    faults.require(
        !(outcome instanceof Outcome.Completed),
        "outcome: expected one without values, got completed; use completed(…)");
    faults.throwIfAny();
    return new ObservedTrial(
        number, treatment, outcome, List.copyOf(objectives), List.of(), Map.of(), new double[0]);
  }

  /** The aggregate of a metric; NaN, and a fault noted, if it has none that is finite. */
  private static double aggregate(
      String role,
      String metric,
      Aggregation aggregation,
      Map<String, Samples> samples,
      Faults faults) {
    Samples observed = samples.get(metric);
    if (observed == null || observed.size() == 0) {
      faults.add("%s '%s' has no samples; %s", role, metric, hint(metric, samples));
      return Double.NaN;
    }
    try {
      double value = aggregation.aggregate(observed);
      faults.require(
          Double.isFinite(value),
          "%s '%s': expected a finite aggregate, got %s",
          role,
          metric,
          value);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (IllegalArgumentException refused) {
      faults.add("%s '%s': %s", role, metric, refused.getMessage());
      return Double.NaN;
    }
  }

  private static String hint(String metric, Map<String, Samples> samples) {
    return Nearest.hint(metric, samples.keySet());
  }

  private static Map<String, Integer> replicatesOf(Map<String, Samples> samples) {
    var replicates = new TreeMap<String, Integer>();
    samples.forEach((metric, observed) -> replicates.put(metric, observed.replicates()));
    return replicates;
  }

  private void requireCompleted() {
    if (!isCompleted()) {
      throw new IllegalStateException(
          "trial %s has no values, its outcome is: %s; ask isCompleted() first"
              .formatted(number, outcome));
    }
  }

  @Override
  public double value(int objective) {
    requireCompleted();
    return values[objective];
  }

  @Override
  public double standardError(int objective) {
    requireCompleted();
    Objective asked = objectives.get(objective);
    return asked.aggregation().standardError(samples(asked.metric()));
  }

  @Override
  public int replicates() {
    return all.values().stream().mapToInt(Samples::replicates).max().orElse(0);
  }

  @Override
  public List<String> metrics() {
    return all.keySet().stream().sorted().toList();
  }

  @Override
  public Samples samples(String metric) {
    Samples found = all.get(metric);
    if (found == null) {
      throw new IllegalArgumentException(
          "trial %s has no metric '%s'; %s"
              .formatted(number, metric, Nearest.hint(metric, metrics())));
    }
    return found;
  }

  @Override
  public List<Report> reports() {
    return List.of();
  }

  @Override
  public Duration duration() {
    return Duration.ZERO;
  }
}
