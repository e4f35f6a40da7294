package dev.beryl;

import dev.beryl.fault.Nearest;
import dev.beryl.fault.Nulls;
import dev.beryl.space.SearchSpace;
import dev.beryl.space.Treatment;
import dev.beryl.study.Interval;
import dev.beryl.trial.Aggregation;
import dev.beryl.trial.OutcomeConstraint;
import dev.beryl.trial.Samples;
import java.util.List;

/**
 * The result of running the baseline and some treatments side by side. Immutable.
 *
 * @param runs the baseline first, then the treatments in the given order
 */
public record RunResult(List<Run> runs) {
  /** Copies the list. */
  public RunResult {
    Nulls.refuseIn("run: runs", runs);
    runs = List.copyOf(runs);
  }

  /** {@return the run of the default setting, every parameter at its default} */
  public Run baseline() {
    return runs.getFirst();
  }

  /**
   * Returns a treatment's run.
   *
   * @param treatment the treatment's name
   * @return the run
   * @throws IllegalArgumentException if there is no treatment of that name
   */
  public Run run(String treatment) {
    Nulls.refuse("run: treatment", treatment);
    return runs.stream()
        .filter(run -> run.name().equals(treatment))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no treatment '%s' in the run; %s"
                    .formatted(
                        treatment,
                        Nearest.hint(treatment, runs.stream().map(Run::name).toList()))));
  }

  /**
   * Returns how much a treatment changes a metric, replicate by replicate: its mean in the
   * treatment's replicate minus its mean in the baseline's. Both have the same random numbers, so
   * the standard error of these differences is that of the change.
   *
   * @param metric the metric's name
   * @param treatment the treatment's name
   * @return a difference for each replicate
   * @throws IllegalArgumentException if there is no such treatment, or one of the two did not
   *     record the metric in every replicate
   */
  public Samples difference(String metric, String treatment) {
    return difference(metric, treatment, Comparison.BASELINE);
  }

  /**
   * By how much a metric is higher under one treatment than under another, replicate by replicate.
   *
   * @param metric the metric's name
   * @param treatment the name of a treatment, or {@code baseline}
   * @param other the name of what it is compared with
   * @return a difference for each replicate
   * @throws IllegalArgumentException if there is no such treatment, or one of the two did not
   *     record the metric in every replicate
   */
  public Samples difference(String metric, String treatment, String other) {
    Nulls.refuse("run: metric", metric);
    Nulls.refuse("run: treatment", treatment);
    Nulls.refuse("run: other", other);
    Samples with = run(treatment).samples(metric);
    Samples without = run(other).samples(metric);
    if (with.replicates() != without.replicates()) {
      throw new IllegalArgumentException(
          "metric '%s': expected as many replicates of '%s' as of '%s', got %s and %s; %s"
              .formatted(
                  metric,
                  treatment,
                  other,
                  with.replicates(),
                  without.replicates(),
                  run(with.replicates() < without.replicates() ? treatment : other).outcome()));
    }
    double[] differences = new double[with.replicates()];
    for (int r = 0; r < differences.length; r++) {
      differences[r] = mean(with, r, metric, treatment) - mean(without, r, metric, other);
    }
    return Samples.of(differences);
  }

  /**
   * A confidence interval, at 95 %, of the mean of {@link #difference(String, String, String)}.
   *
   * @param metric the metric's name
   * @param treatment the name of a treatment, or {@code baseline}
   * @param other the name of what it is compared with
   * @return the interval; unbounded with one replicate
   * @throws IllegalArgumentException as {@link #difference(String, String, String)}
   */
  public Interval interval(String metric, String treatment, String other) {
    return Interval.ofMean(difference(metric, treatment, other), 0.95);
  }

  /**
   * Whether two treatments are the same, so that what differs between their runs is noise. The
   * baseline is the same as a treatment of a space that gives each parameter its default.
   *
   * @param treatment the name of a treatment, or {@code baseline}
   * @param other the name of another
   * @return whether they give the same values
   * @throws IllegalArgumentException if there is no such treatment
   */
  public boolean isSame(String treatment, String other) {
    Nulls.refuse("run: treatment", treatment);
    Nulls.refuse("run: other", other);
    Treatment one = run(treatment).treatment();
    Treatment two = run(other).treatment();
    return one.values().equals(two.values()) || isDefault(one, two) || isDefault(two, one);
  }

  private boolean isDefault(Treatment bound, Treatment base) {
    return base.name().equals(Comparison.BASELINE)
        && bound
            .space()
            .filter(SearchSpace::hasDefaults)
            .map(SearchSpace::defaults)
            .filter(defaults -> defaults.values().equals(bound.values()))
            .isPresent();
  }

  private static double mean(Samples samples, int replicate, String metric, String name) {
    double[] values = new double[samples.size(replicate)];
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "metric '%s': expected a value in every replicate, got none in replicate %s of '%s'"
              .formatted(metric, replicate, name));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.get(replicate, i);
    }
    return Aggregation.mean().aggregate(Samples.wrap(values, 0, values.length));
  }

  /**
   * The runs side by side, for people.
   *
   * @param metrics which to show; none: all, in the order in which they were recorded first
   * @return for each metric and run its mean and standard error, and the difference to the baseline
   *     with its 95 % confidence interval; numbers end at the second digit of their standard error;
   *     lines end with a line feed
   * @throws IllegalArgumentException if no run recorded one of the metrics
   */
  public String table(String... metrics) {
    Nulls.refuseIn("run: metrics", metrics);
    return ComparisonTable.ofMetrics(this, List.of(metrics));
  }

  /**
   * The runs side by side, with what they say of outcome constraints, such as those of the study
   * that found the treatments. On seeds that the study has not used, this shows whether the
   * treatment that it ends with satisfies them beyond luck.
   *
   * @param constraints for example {@code result.outcomeConstraints()} of the study
   * @param metrics which to show; none: all
   * @return the table of the metrics, an empty line, and for each constraint and run the aggregate,
   *     its standard error, whether the constraint is satisfied, its margin included, and how far
   *     the aggregate is from the bound, in standard errors where these are known
   * @throws IllegalArgumentException if no run recorded one of the metrics
   */
  public String table(List<OutcomeConstraint> constraints, String... metrics) {
    Nulls.refuseIn("run: constraints", constraints);
    return constraints.isEmpty()
        ? table(metrics)
        : table(metrics) + "\n" + ComparisonTable.ofConstraints(this, constraints);
  }

  /** {@return the table of all metrics} */
  @Override
  public String toString() {
    return table();
  }
}
