package dev.beryl.trial;

import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A treatment and its result. Immutable; may be kept and read from any thread.
 *
 * <p>Only a completed trial has values, losses and standard errors. Losses are always to be
 * minimized: the objective's direction is already applied.
 */
public interface Trial {

  /**
   * {@return the trial's number; trials are numbered from 0 in the order in which they were
   * proposed}
   */
  int number();

  /** {@return the treatment that was run} */
  Treatment treatment();

  /**
   * {@return who chose the treatment; unless overridden the optimizer, and of a trial with a
   * negative number nobody of the study}
   */
  default Origin origin() {
    return number() < 0 ? Origin.OBSERVED : Origin.PROPOSED;
  }

  /** {@return how the trial ended} */
  Outcome outcome();

  /** {@return whether the trial is completed, and so has values and losses} */
  default boolean isCompleted() {
    return outcome() instanceof Outcome.Completed;
  }

  /** {@return the study's search space, objectives and outcome constraints} */
  Problem problem();

  /** {@return the study's objectives, in order; at least one} */
  default List<Objective> objectives() {
    return problem().objectives();
  }

  /**
   * Returns an objective's value: the aggregate of its metric's samples, in the metric's own
   * direction.
   *
   * @param objective the objective's index
   * @return the value, finite
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  double value(int objective);

  /**
   * Returns the standard error of an objective's value.
   *
   * @param objective the objective's index
   * @return the standard error, at least 0; NaN where it is not known, as with one replicate
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  double standardError(int objective);

  /**
   * Returns an objective's loss: its value, to be minimized.
   *
   * @param objective the objective's index
   * @return the loss, finite
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  default double loss(int objective) {
    return objectives().get(objective).loss(value(objective));
  }

  /**
   * Returns the first objective's value.
   *
   * @return the value, finite
   * @throws IllegalStateException if the trial is not completed
   */
  default double value() {
    return value(0);
  }

  /**
   * Returns the standard error of the first objective's value.
   *
   * @return the standard error, at least 0; NaN where it is not known
   * @throws IllegalStateException if the trial is not completed
   */
  default double standardError() {
    return standardError(0);
  }

  /**
   * Returns the first objective's loss: its value, to be minimized.
   *
   * @return the loss, finite
   * @throws IllegalStateException if the trial is not completed
   */
  default double loss() {
    return loss(0);
  }

  /**
   * Returns the value of a metric by name: that of the objective with this metric; if there is
   * none, the aggregate that the outcome constraint on this metric bounds; for any other metric the
   * mean of its samples.
   *
   * @param metric the metric's name
   * @return the value
   * @throws IllegalStateException if the trial is not completed; {@link #samples(String)} may have
   *     the values of the replicates that finished
   * @throws IllegalArgumentException if this trial did not record the metric, or several objectives
   *     or constraints aggregate it in different ways; the message says what to ask for
   */
  default double value(String metric) {
    return MetricEstimate.value(this, metric);
  }

  /**
   * Returns the standard error of a metric's {@link #value(String) value}.
   *
   * @param metric the metric's name
   * @return the standard error, at least 0; NaN where it is not known, as with one replicate
   * @throws IllegalStateException if the trial is not completed
   * @throws IllegalArgumentException as {@link #value(String)}
   */
  default double standardError(String metric) {
    return MetricEstimate.standardError(this, metric);
  }

  /**
   * Returns the losses of all objectives.
   *
   * @return a new array with one loss for each objective
   * @throws IllegalStateException if the trial is not completed
   */
  default double[] losses() {
    double[] losses = new double[objectives().size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = loss(i);
    }
    return losses;
  }

  /** {@return the study's outcome constraints, in order; may be empty} */
  default List<OutcomeConstraint> outcomeConstraints() {
    return problem().constraints();
  }

  /**
   * Returns the aggregate that an outcome constraint bounds.
   *
   * @param constraint the constraint's index
   * @return the aggregate of its metric's samples; finite
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  default double constraintValue(int constraint) {
    OutcomeConstraint asked = MetricEstimate.constraint(this, constraint);
    return asked.aggregation().aggregate(samples(asked.metric()));
  }

  /**
   * Returns the standard error of the aggregate that an outcome constraint bounds.
   *
   * @param constraint the constraint's index
   * @return the standard error, at least 0; NaN where it is not known, as with one replicate
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  default double constraintStandardError(int constraint) {
    OutcomeConstraint asked = MetricEstimate.constraint(this, constraint);
    return asked.aggregation().standardError(samples(asked.metric()));
  }

  /**
   * Returns how far the trial is from satisfying an outcome constraint: how far its aggregate is on
   * the wrong side of the bound, plus the constraint's margin, if it has one.
   *
   * @param constraint the constraint's index
   * @return at most 0 if the constraint is satisfied, else a distance in the metric's unit; finite
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  default double excess(int constraint) {
    OutcomeConstraint asked = MetricEstimate.constraint(this, constraint);
    return asked.excess(
        constraintValue(constraint),
        asked.margin() == 0 ? Double.NaN : constraintStandardError(constraint));
  }

  /** {@return whether the trial is completed and satisfies all outcome constraints} */
  default boolean isFeasible() {
    boolean feasible = isCompleted();
    for (int i = 0; feasible && i < outcomeConstraints().size(); i++) {
      feasible = excess(i) <= 0;
    }
    return feasible;
  }

  /**
   * {@return the number of replicates that finished; for a failed trial, those before the failure;
   * for a pruned one, those after which it was behind}
   */
  int replicates();

  /**
   * {@return the number of replicates when the optimizer was told of the trial; less than {@link
   * #replicates()} if the study gave the trial more afterwards}
   */
  default int toldReplicates() {
    return replicates();
  }

  /**
   * {@return the names of the metrics that were recorded, in the order of their first recording}
   */
  List<String> metrics();

  /**
   * Returns the values of one metric.
   *
   * @param metric the metric's name
   * @return its values in replicate order
   * @throws IllegalArgumentException if this trial did not record the metric; the message names the
   *     most similar metric that it recorded
   */
  Samples samples(String metric);

  /**
   * {@return the intermediate values, by replicate and in the order in which they were reported}
   */
  List<Report> reports();

  /**
   * {@return the replicates' running times added up} For runs below a microsecond the loop's own
   * time may be included.
   */
  Duration duration();

  /** {@return the notes that replicates left, key to text, in the order in which they were left} */
  Map<String, String> notes();

  /**
   * {@return the files that replicates left, in the order in which they were recorded; they are
   * kept among the {@link #notes()}}
   */
  default List<Artifact> artifacts() {
    return Artifact.among(notes());
  }

  /**
   * Returns this trial under another number, for example for an optimizer that numbers its own
   * proposals.
   *
   * @param number any
   * @return an equal trial with that number
   */
  default Trial numbered(int number) {
    return ObservedTrial.copyOf(this, number);
  }

  /**
   * Starts a trial made by hand, for example to test an optimizer.
   *
   * @param number the trial's number
   * @param treatment the treatment that was run
   * @param problem the search space, objectives and outcome constraints
   * @return a builder
   */
  static TrialBuilder of(int number, Treatment treatment, Problem problem) {
    return new TrialBuilder(number, treatment, problem);
  }
}
