package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;

/**
 * A bound on a metric's aggregate over the replicates, such as a latency of at most 200 ms. Only
 * running a trial shows whether it satisfies the bound. A trial that violates it is completed, but
 * never the best.
 *
 * <p>If the treatment alone shows whether it is allowed, use a {@link dev.beryl.space.Constraint}
 * of the space.
 *
 * @param metric the metric's name, as the experiment records it
 * @param sense on which side of the bound the aggregate must be
 * @param bound finite; the bound itself satisfies the constraint
 * @param aggregation how the samples of a trial become one value
 */
public record OutcomeConstraint(String metric, Sense sense, double bound, Aggregation aggregation) {

  /** On which side of its bound an aggregate must be. */
  public enum Sense {
    /** The aggregate must not exceed the bound. */
    AT_MOST,
    /** The aggregate must not fall below the bound. */
    AT_LEAST
  }

  /**
   * Checks the name and the bound, and adapts the aggregation to the side that is better.
   *
   * @throws IllegalArgumentException if the metric's name is blank or not well-formed UTF-16, or
   *     the bound is not finite
   */
  public OutcomeConstraint {
    Nulls.refuse("outcome constraint: metric", metric);
    Nulls.refuse("outcome constraint: sense", sense);
    Nulls.refuse("outcome constraint: aggregation", aggregation);
    if (metric.isBlank()) {
      throw new IllegalArgumentException(
          "outcome constraint: expected a metric's name, got a blank one");
    }
    var _ = Text.requireWellFormed("metric of an outcome constraint", metric);
    if (!Double.isFinite(bound)) {
      throw new IllegalArgumentException(
          "outcome constraint on '%s': expected a finite bound, got %s".formatted(metric, bound));
    }
    aggregation =
        aggregation.towards(sense == Sense.AT_MOST ? Direction.MINIMIZE : Direction.MAXIMIZE);
  }

  /**
   * Bounds the mean of a metric from above.
   *
   * @param metric the metric's name
   * @param bound the largest value allowed, finite
   * @return the constraint
   * @throws IllegalArgumentException if the name is blank or the bound is not finite
   */
  public static OutcomeConstraint atMost(String metric, double bound) {
    return atMost(metric, bound, Aggregation.mean());
  }

  /**
   * Bounds an aggregate of a metric from above.
   *
   * @param metric the metric's name
   * @param bound the most that is allowed, finite
   * @param aggregation how the samples of a trial become one value
   * @return the constraint
   * @throws IllegalArgumentException if the name is blank or the bound is not finite
   */
  public static OutcomeConstraint atMost(String metric, double bound, Aggregation aggregation) {
    return new OutcomeConstraint(metric, Sense.AT_MOST, bound, aggregation);
  }

  /**
   * Bounds the mean of a metric from below.
   *
   * @param metric the metric's name
   * @param bound the smallest value allowed, finite
   * @return the constraint
   * @throws IllegalArgumentException if the name is blank or the bound is not finite
   */
  public static OutcomeConstraint atLeast(String metric, double bound) {
    return atLeast(metric, bound, Aggregation.mean());
  }

  /**
   * Bounds an aggregate of a metric from below.
   *
   * @param metric the metric's name
   * @param bound the least that is allowed, finite
   * @param aggregation how the samples of a trial become one value
   * @return the constraint
   * @throws IllegalArgumentException if the name is blank or the bound is not finite
   */
  public static OutcomeConstraint atLeast(String metric, double bound, Aggregation aggregation) {
    return new OutcomeConstraint(metric, Sense.AT_LEAST, bound, aggregation);
  }

  /**
   * Returns this constraint with another aggregation, such as a high quantile.
   *
   * @param aggregation how the samples of a trial become one value
   * @return the constraint
   */
  public OutcomeConstraint aggregatedBy(Aggregation aggregation) {
    return new OutcomeConstraint(metric, sense, bound, aggregation);
  }

  /**
   * Returns how far an aggregate is on the wrong side of the bound.
   *
   * @param value an aggregate of the metric
   * @return at most 0 if the constraint is satisfied; else the distance from the bound, in the
   *     metric's unit
   */
  public double excess(double value) {
    return sense == Sense.AT_MOST ? value - bound : bound - value;
  }

  /** {@return canonical text, for example {@code mean of latency at most 200.0}} */
  @Override
  public String toString() {
    return "%s of %s %s %s"
        .formatted(
            aggregation.name(), metric, sense == Sense.AT_MOST ? "at most" : "at least", bound);
  }
}
