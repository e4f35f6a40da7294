package dev.beryl.trial;

import dev.beryl.space.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A treatment and what came of it. Immutable; may be kept and read from any thread.
 *
 * <p>Only a completed trial has values, losses and standard errors. Losses are always to be
 * minimized: the objective's direction is applied already.
 */
public interface Trial {

  /** {@return its number: trials are numbered from 0 in the order in which they were asked for} */
  int number();

  /** {@return what was applied} */
  Treatment treatment();

  /** {@return how it ended} */
  Outcome outcome();

  /** {@return whether it has values and losses} */
  default boolean isCompleted() {
    return outcome() instanceof Outcome.Completed;
  }

  /** {@return what the study searches, what for, and within which outcome constraints} */
  Problem problem();

  /** {@return the study's objectives, in order; at least one} */
  default List<Objective> objectives() {
    return problem().objectives();
  }

  /**
   * The aggregate of an objective's samples, as the metric has it.
   *
   * @param objective the objective's index
   * @return the value, finite
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  double value(int objective);

  /**
   * The standard error of an objective's value.
   *
   * @param objective the objective's index
   * @return the standard error, at least 0; NaN where it is not known, as with one replicate
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such objective
   */
  double standardError(int objective);

  /**
   * An objective's value, to be minimized.
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
   * The first objective's value.
   *
   * @return the value, finite
   * @throws IllegalStateException if the trial is not completed
   */
  default double value() {
    return value(0);
  }

  /**
   * The standard error of the first objective's value.
   *
   * @return the standard error, at least 0; NaN where it is not known
   * @throws IllegalStateException if the trial is not completed
   */
  default double standardError() {
    return standardError(0);
  }

  /**
   * The first objective's value, to be minimized.
   *
   * @return the loss, finite
   * @throws IllegalStateException if the trial is not completed
   */
  default double loss() {
    return loss(0);
  }

  /**
   * All objectives' values, to be minimized.
   *
   * @return one loss for each objective; the caller's
   * @throws IllegalStateException if the trial is not completed
   */
  default double[] losses() {
    double[] losses = new double[objectives().size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = loss(i);
    }
    return losses;
  }

  /** {@return the study's outcome constraints, in order; none unless it has some} */
  default List<OutcomeConstraint> outcomeConstraints() {
    return problem().constraints();
  }

  /**
   * How far the trial is on the wrong side of an outcome constraint's bound.
   *
   * @param constraint the constraint's index
   * @return at most 0 if it is satisfied, else by how much it is violated, in the metric's unit;
   *     finite
   * @throws IllegalStateException if the trial is not completed
   * @throws IndexOutOfBoundsException if there is no such constraint
   */
  default double excess(int constraint) {
    OutcomeConstraint asked = outcomeConstraints().get(constraint);
    if (!isCompleted()) {
      throw new IllegalStateException(
          "trial %s has no value of '%s', its outcome is: %s; ask isCompleted() first"
              .formatted(number(), asked.metric(), outcome()));
    }
    return asked.excess(asked.aggregation().aggregate(samples(asked.metric())));
  }

  /** {@return whether it is completed and satisfies all outcome constraints} */
  default boolean isFeasible() {
    boolean feasible = isCompleted();
    for (int i = 0; feasible && i < outcomeConstraints().size(); i++) {
      feasible = excess(i) <= 0;
    }
    return feasible;
  }

  /** {@return how many replicates ran to their end; of a failed trial, those before the failure} */
  int replicates();

  /**
   * {@return the names of the metrics that were recorded, in the order of their first recording}
   */
  List<String> metrics();

  /**
   * The values of one metric.
   *
   * @param metric the metric's name
   * @return its values in replicate order
   * @throws IllegalArgumentException if this trial did not record it; the message has the nearest
   *     name that it did
   */
  Samples samples(String metric);

  /**
   * {@return the intermediate values, by replicate and in the order in which they were reported}
   */
  List<Report> reports();

  /**
   * {@return how long its replicates ran, added up} Where trials follow each other within a
   * microsecond, the time between two of them may be counted in.
   */
  Duration duration();

  /** {@return the notes that replicates left, key to text, in the order in which they came} */
  Map<String, String> notes();

  /**
   * This trial under another number, as when it is told to an optimizer that counts its own.
   *
   * @param number any
   * @return an equal trial with that number
   */
  default Trial numbered(int number) {
    return ObservedTrial.copyOf(this, number);
  }

  /**
   * Makes a trial by hand, as for the test of an optimizer.
   *
   * @param number its number
   * @param treatment what was applied
   * @param problem what is searched, and what for
   * @return a builder
   */
  static TrialBuilder of(int number, Treatment treatment, Problem problem) {
    return new TrialBuilder(number, treatment, problem);
  }
}
