package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Builds a trial by hand, for example to test an optimizer or to pass on an observation made
 * elsewhere.
 *
 * {@snippet :
 * Trial trial = Trial.of(3, treatment, problem).samples("loss", Samples.of(0.5, 0.7)).completed();
 * Trial pruned =
 *     Trial.of(4, treatment, problem)
 *         .report(new Report(0, 1, 2.5))
 *         .unfinished(new Outcome.Pruned(0, 1));
 * }
 *
 * <p>Not thread-safe; the trials that it builds are.
 */
public final class TrialBuilder {
  private final int number;
  private final Treatment treatment;
  private final Problem problem;
  private final Map<String, Samples> samples = new LinkedHashMap<>();
  private final List<Report> reports = new ArrayList<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private Duration duration = Duration.ZERO;
  private OptionalInt replicates = OptionalInt.empty();

  TrialBuilder(int number, Treatment treatment, Problem problem) {
    Nulls.refuse("trial: treatment", treatment);
    Nulls.refuse("trial: problem", problem);
    this.number = number;
    this.treatment = treatment;
    this.problem = problem;
  }

  /**
   * Sets the values of a metric.
   *
   * @param metric the metric's name
   * @param values its values in replicate order
   * @return this builder
   */
  public TrialBuilder samples(String metric, Samples values) {
    Nulls.refuse("trial: metric", metric);
    Nulls.refuse("trial: values", values);
    samples.put(metric, values);
    return this;
  }

  /**
   * Sets the values of several metrics.
   *
   * @param metrics metric to its values in replicate order
   * @return this builder
   */
  public TrialBuilder samples(Map<String, Samples> metrics) {
    Nulls.refuseIn("trial: metrics", metrics);
    samples.putAll(metrics);
    return this;
  }

  /**
   * Adds intermediate values.
   *
   * @param report what a replicate reported while it ran
   * @return this builder
   */
  public TrialBuilder report(Report report) {
    Nulls.refuse("trial: report", report);
    reports.add(report);
    return this;
  }

  /**
   * Adds intermediate values.
   *
   * @param more what replicates reported, in the order of {@link Trial#reports()}
   * @return this builder
   */
  public TrialBuilder reports(List<Report> more) {
    Nulls.refuseIn("trial: reports", more);
    reports.addAll(more);
    return this;
  }

  /**
   * Sets notes.
   *
   * @param more key to text
   * @return this builder
   */
  public TrialBuilder notes(Map<String, String> more) {
    Nulls.refuseIn("trial: notes", more);
    notes.putAll(more);
    return this;
  }

  /**
   * Sets how long the replicates ran; zero unless set.
   *
   * @param sum the running times of all replicates, added up
   * @return this builder
   */
  public TrialBuilder duration(Duration sum) {
    Nulls.refuse("trial: duration", sum);
    duration = sum;
    return this;
  }

  /**
   * Sets the number of replicates that finished. Unless set, it is the number that the samples
   * have.
   *
   * @param count the number; if there are samples, it must be theirs
   * @return this builder
   */
  public TrialBuilder replicates(int count) {
    replicates = OptionalInt.of(count);
    return this;
  }

  /**
   * Builds a completed trial. Its values and standard errors are computed from the samples.
   *
   * @return the trial
   * @throws IllegalArgumentException if a metric of the problem is missing, an aggregate is not
   *     finite, a metric's number of replicates is not the trial's, or a count or duration is
   *     negative; the message lists all faults
   */
  public Trial completed() {
    return ObservedTrial.completed(number, observation(Outcome.COMPLETED));
  }

  /**
   * Builds a trial without values.
   *
   * @param outcome how the trial ended; not completed
   * @return the trial
   * @throws IllegalArgumentException if the outcome is completed, a metric's number of replicates
   *     is not the trial's, or a count or duration is negative; the message lists all faults
   */
  public Trial unfinished(Outcome outcome) {
    Nulls.refuse("trial: outcome", outcome);
    return ObservedTrial.unfinished(number, observation(outcome));
  }

  private ObservedTrial.Observation observation(Outcome outcome) {
    int ran =
        replicates.orElseGet(
            () -> samples.values().stream().mapToInt(Samples::replicates).max().orElse(0));
    return new ObservedTrial.Observation(
        treatment, problem, outcome, samples, reports, notes, duration, ran);
  }
}
