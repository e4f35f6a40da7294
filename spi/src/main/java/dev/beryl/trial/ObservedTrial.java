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
    Map<String, Samples> all,
    double[] values,
    double[] standardErrors)
    implements Trial {

  static ObservedTrial completed(
      int number, Treatment treatment, List<Objective> objectives, Map<String, Samples> samples) {
    var faults = new Faults("trial " + number);
    faults.require(!objectives.isEmpty(), "objectives: expected at least one, got none");
    double[] values = new double[objectives.size()];
    double[] errors = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      Objective objective = objectives.get(i);
      Samples observed = samples.get(objective.metric());
      if (observed == null || observed.size() == 0) {
        faults.add(
            "objective '%s' has no samples; %s",
            objective.metric(), Nearest.hint(objective.metric(), samples.keySet()));
        continue;
      }
      try {
        values[i] = objective.aggregation().aggregate(observed);
        errors[i] = objective.aggregation().standardError(observed);
        faults.require(
            Double.isFinite(values[i]),
            "objective '%s': expected a finite aggregate, got %s",
            objective.metric(),
            values[i]);
      } catch (IllegalArgumentException refused) {
        faults.add("objective '%s': %s", objective.metric(), refused.getMessage());
      }
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
        Map.copyOf(samples),
        values,
        errors);
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
        number,
        treatment,
        outcome,
        List.copyOf(objectives),
        Map.of(),
        new double[0],
        new double[0]);
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
    return standardErrors[objective];
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
