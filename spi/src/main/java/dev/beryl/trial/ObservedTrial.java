package dev.beryl.trial;

import dev.beryl.fault.Faults;
import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** A trial that holds its own observation. */
record ObservedTrial(int number, Observation observed, Estimates estimates) implements Trial {

  /**
   * The result of running a treatment.
   *
   * @param replicates the number of replicates that finished
   */
  record Observation(
      Treatment treatment,
      Problem problem,
      Outcome outcome,
      Map<String, Samples> samples,
      List<Report> reports,
      Map<String, String> notes,
      Duration duration,
      int replicates) {

    Observation {
      samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
      reports = List.copyOf(reports);
      notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    static Observation of(Trial trial) {
      var samples = new LinkedHashMap<String, Samples>();
      trial.metrics().forEach(metric -> samples.put(metric, trial.samples(metric)));
      return new Observation(
          trial.treatment(),
          trial.problem(),
          trial.outcome(),
          samples,
          trial.reports(),
          trial.notes(),
          trial.duration(),
          trial.replicates());
    }

    Estimates estimated(Faults faults) {
      List<Objective> objectives = problem.objectives();
      List<OutcomeConstraint> constraints = problem.constraints();
      double[] values =
          array(
              objectives.size(),
              i -> {
                Objective objective = objectives.get(i);
                return aggregate("objective", objective.metric(), objective.aggregation(), faults);
              });
      double[] errors =
          array(
              values.length,
              i -> {
                Objective objective = objectives.get(i);
                return standardError(objective.metric(), objective.aggregation(), values[i]);
              });
      double[] bounded =
          array(
              constraints.size(),
              i -> {
                OutcomeConstraint bound = constraints.get(i);
                return aggregate("constraint", bound.metric(), bound.aggregation(), faults);
              });
      double[] boundedErrors =
          array(
              bounded.length,
              i -> {
                OutcomeConstraint bound = constraints.get(i);
                return standardError(bound.metric(), bound.aggregation(), bounded[i]);
              });
      double[] excess =
          array(
              bounded.length,
              i -> {
                double within = constraints.get(i).excess(bounded[i], boundedErrors[i]);
                faults.require(
                    !Double.isNaN(within) || Double.isNaN(bounded[i]),
                    "constraint '%s': its margin needs a standard error, and the %s of these samples has none: %s",
                    constraints.get(i).metric(),
                    constraints.get(i).aggregation().name(),
                    samples.get(constraints.get(i).metric()));
                return within;
              });
      return new Estimates(values, errors, bounded, boundedErrors, excess);
    }

    private double standardError(String metric, Aggregation aggregation, double value) {
      Samples observed = samples.get(metric);
      return observed == null || Double.isNaN(value)
          ? Double.NaN
          : aggregation.standardError(observed);
    }

    /**
     * Returns the aggregate of a metric. If it has no finite one, notes a fault and returns NaN.
     */
    private double aggregate(String role, String metric, Aggregation aggregation, Faults faults) {
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

    void check(Faults faults) {
      faults.require(replicates >= 0, "replicates: expected >= 0, got %s", replicates);
      faults.require(!duration.isNegative(), "duration: expected >= 0, got %s", duration);
      faults.require(
          samples.values().stream().allMatch(values -> values.replicates() == replicates),
          "metrics: expected %s replicates of each, got %s",
          replicates,
          replicatesByMetric());
    }

    private Map<String, Integer> replicatesByMetric() {
      var counts = new TreeMap<String, Integer>();
      samples.forEach((metric, values) -> counts.put(metric, values.replicates()));
      return counts;
    }
  }

  /**
   * The aggregates of a completed trial's samples.
   *
   * @param values of each objective
   * @param errors the standard error of each value
   * @param bounded what each outcome constraint bounds
   * @param boundedErrors the standard error of each of these
   * @param excess of each outcome constraint
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  record Estimates(
      double[] values, double[] errors, double[] bounded, double[] boundedErrors, double[] excess) {
    private static final double[] EMPTY = {};
    static final Estimates NONE = new Estimates(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);

    static Estimates of(Trial trial) {
      int objectives = trial.objectives().size();
      int constraints = trial.outcomeConstraints().size();
      return new Estimates(
          array(objectives, trial::value),
          array(objectives, trial::standardError),
          array(constraints, trial::constraintValue),
          array(constraints, trial::constraintStandardError),
          array(constraints, trial::excess));
    }
  }

  private static double[] array(int length, IntToDoubleFunction entry) {
    double[] array = new double[length];
    for (int i = 0; i < length; i++) {
      array[i] = entry.applyAsDouble(i);
    }
    return array;
  }

  static ObservedTrial completed(int number, Observation observed) {
    var faults = new Faults("trial " + number);
    Estimates estimates = observed.estimated(faults);
    observed.check(faults);
    faults.throwIfAny();
    return new ObservedTrial(number, observed, estimates);
  }

  static ObservedTrial unfinished(int number, Observation observed) {
    var faults = new Faults("trial " + number);
    faults.require(
        !(observed.outcome instanceof Outcome.Completed),
        "outcome: expected one without values, got completed; use completed()");
    observed.check(faults);
    faults.throwIfAny();
    return new ObservedTrial(number, observed, Estimates.NONE);
  }

  static ObservedTrial copyOf(Trial trial, int number) {
    return new ObservedTrial(
        number, Observation.of(trial), trial.isCompleted() ? Estimates.of(trial) : Estimates.NONE);
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
    return estimates.values[objective];
  }

  @Override
  public double standardError(int objective) {
    requireCompleted();
    return estimates.errors[objective];
  }

  @Override
  public double constraintValue(int constraint) {
    return isCompleted() ? estimates.bounded[constraint] : Trial.super.constraintValue(constraint);
  }

  @Override
  public double constraintStandardError(int constraint) {
    return isCompleted()
        ? estimates.boundedErrors[constraint]
        : Trial.super.constraintStandardError(constraint);
  }

  @Override
  public double excess(int constraint) {
    return isCompleted() ? estimates.excess[constraint] : Trial.super.excess(constraint);
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
      Nulls.refuse("trial: metric", metric);
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
    return new ObservedTrial(other, observed, estimates);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("trial ").append(number).append(' ').append(treatment());
    if (!isCompleted()) {
      return text.append(' ').append(outcome()).toString();
    }
    for (int i = 0; i < estimates.values.length; i++) {
      text.append(' ').append(objectives().get(i).metric()).append('=').append(value(i));
    }
    return text.toString();
  }
}
