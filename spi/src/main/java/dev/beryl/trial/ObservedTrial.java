package dev.beryl.trial;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A trial that holds what was observed itself. */
record ObservedTrial(int number, Observation observed) implements Trial {

  /**
   * What became of a treatment.
   *
   * @param replicates how many ran to their end
   * @param values the aggregate of each objective, then of each constraint; none unless completed
   * @param errors the standard error of each objective's value; none unless completed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Observation(
      Treatment treatment,
      Problem problem,
      Outcome outcome,
      Map<String, Samples> samples,
      List<Report> reports,
      Map<String, String> notes,
      Duration duration,
      int replicates,
      double[] values,
      double[] errors) {
    private static final double[] NONE = {};

    Observation {
      samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
      reports = List.copyOf(reports);
      notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** The same without values. */
    Observation(
        Treatment treatment,
        Problem problem,
        Outcome outcome,
        Map<String, Samples> samples,
        List<Report> reports,
        Map<String, String> notes,
        Duration duration,
        int replicates) {
      this(
          treatment, problem, outcome, samples, reports, notes, duration, replicates, NONE, NONE);
    }

    static Observation copyOf(Trial trial) {
      var samples = new LinkedHashMap<String, Samples>();
      trial.metrics().forEach(metric -> samples.put(metric, trial.samples(metric)));
      var copy =
          new Observation(
              trial.treatment(),
              trial.problem(),
              trial.outcome(),
              samples,
              trial.reports(),
              trial.notes(),
              trial.duration(),
              trial.replicates());
      return trial.isCompleted() ? copy.evaluated(new Faults("trial " + trial.number())) : copy;
    }

    Observation evaluated(Faults faults) {
      List<Objective> objectives = problem.objectives();
      List<OutcomeConstraint> constraints = problem.constraints();
      double[] aggregates = new double[objectives.size() + constraints.size()];
      double[] standardErrors = new double[objectives.size()];
      for (int i = 0; i < objectives.size(); i++) {
        Objective objective = objectives.get(i);
        aggregates[i] = aggregate("objective", objective.metric(), objective.aggregation(), faults);
        standardErrors[i] =
            Double.isNaN(aggregates[i])
                ? Double.NaN
                : objective.aggregation().standardError(samples.get(objective.metric()));
      }
      for (int i = 0; i < constraints.size(); i++) {
        OutcomeConstraint constraint = constraints.get(i);
        aggregates[objectives.size() + i] =
            aggregate("constraint", constraint.metric(), constraint.aggregation(), faults);
      }
      return new Observation(
          treatment,
          problem,
          outcome,
          samples,
          reports,
          notes,
          duration,
          replicates,
          aggregates,
          standardErrors);
    }

    /** The aggregate of a metric; NaN, and a fault noted, if it has none that is finite. */
    private double aggregate(
        String role, String metric, Aggregation aggregation, Faults faults) {
      Samples observed = samples.get(metric);
      if (observed == null || observed.size() == 0) {
        faults.add(
            "%s '%s' has no samples; %s", role, metric, Nearest.hint(metric, samples.keySet()));
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

    void requireEqualReplicates(Faults faults) {
      faults.require(
          samples.values().stream().allMatch(values -> values.replicates() == replicates),
          "metrics: expected the same number of replicates of each, got %s",
          replicatesOf());
    }

    private Map<String, Integer> replicatesOf() {
      var replicates = new TreeMap<String, Integer>();
      samples.forEach((metric, values) -> replicates.put(metric, values.replicates()));
      return replicates;
    }
  }

  static ObservedTrial completed(int number, Observation observed) {
    var faults = new Faults("trial " + number);
    Observation evaluated = observed.evaluated(faults);
    observed.requireEqualReplicates(faults);
    faults.throwIfAny();
    return new ObservedTrial(number, evaluated);
  }

  static ObservedTrial unfinished(int number, Observation observed) {
    var faults = new Faults("trial " + number);
    faults.require(
        !(observed.outcome instanceof Outcome.Completed),
        "outcome: expected one without values, got completed; use completed()");
    observed.requireEqualReplicates(faults);
    faults.throwIfAny();
    return new ObservedTrial(number, observed);
  }

  static ObservedTrial copyOf(Trial trial, int number) {
    return new ObservedTrial(number, Observation.copyOf(trial));
  }

  private void requireCompleted() {
    if (!isCompleted()) {
      throw new IllegalStateException(
          "trial %s has no values, its outcome is: %s; ask isCompleted() first"
              .formatted(number, outcome()));
    }
  }

  @Override
  public Treatment treatment() {
    return observed.treatment;
  }

  @Override
  public Outcome outcome() {
    return observed.outcome;
  }

  @Override
  public Problem problem() {
    return observed.problem;
  }

  @Override
  public double value(int objective) {
    requireCompleted();
    return observed.values[Objects.checkIndex(objective, objectives().size())];
  }

  @Override
  public double standardError(int objective) {
    requireCompleted();
    return observed.errors[objective];
  }

  @Override
  public double excess(int constraint) {
    requireCompleted();
    OutcomeConstraint asked = outcomeConstraints().get(constraint);
    return asked.excess(observed.values[objectives().size() + constraint]);
  }

  @Override
  public int replicates() {
    return observed.replicates;
  }

  @Override
  public List<String> metrics() {
    return List.copyOf(observed.samples.keySet());
  }

  @Override
  public Samples samples(String metric) {
    Samples found = observed.samples.get(metric);
    if (found == null) {
      throw new IllegalArgumentException(
          "trial %s has no metric '%s'; %s"
              .formatted(number, metric, Nearest.hint(metric, metrics())));
    }
    return found;
  }

  @Override
  public List<Report> reports() {
    return observed.reports;
  }

  @Override
  public Map<String, String> notes() {
    return observed.notes;
  }

  @Override
  public Duration duration() {
    return observed.duration;
  }

  @Override
  public Trial numbered(int other) {
    return new ObservedTrial(other, observed);
  }
}
