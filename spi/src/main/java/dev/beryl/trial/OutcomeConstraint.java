package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;

/**
 * A bound on a metric's aggregate over the replicates, such as a latency of at most 200 ms. Only
 * running a trial shows whether it satisfies the bound. A trial that violates it is completed, but
 * never the best.
 *
 * <p>An aggregate of few replicates may be on the right side of its bound by luck, and the best of
 * many trials often is. {@link #withMargin} asks for a distance from the bound, in standard errors
 * of the aggregate.
 *
 * <p>If the treatment alone shows whether it is allowed, use a {@link dev.beryl.space.Constraint}
 * of the space.
 *
 * @param metric the metric's name, as the experiment records it
 * @param sense on which side of the bound the aggregate must be
 * @param bound finite; the bound itself satisfies the constraint if there is no margin
 * @param aggregation how the samples of a trial become one value
 * @param margin the number of the aggregate's standard errors by which it must be on the right side
 *     of the bound; at least 0, and 0 unless set by {@link #withMargin}
 */
public record OutcomeConstraint(
    String metric, Sense sense, double bound, Aggregation aggregation, double margin) {

  /** On which side of its bound an aggregate must be. */
  public enum Sense {
    /** The aggregate must not exceed the bound. */
    AT_MOST,
    /** The aggregate must not fall below the bound. */
    AT_LEAST
  }

  /**
   * Checks the name and the numbers, and adapts the aggregation to the side that is better.
   *
   * @throws IllegalArgumentException if the metric's name is blank or not well-formed UTF-16, the
   *     bound is not finite, the margin is negative or not finite, or there is a margin and the
   *     aggregation never has a standard error
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
    if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "outcome constraint on '%s': margin: expected a finite number of standard errors >= 0, got %s"
              .formatted(metric, margin));
    }
    aggregation =
        aggregation.towards(sense == Sense.AT_MOST ? Direction.MINIMIZE : Direction.MAXIMIZE);
    if (margin > 0 && neverHasStandardError(aggregation)) {
      throw new IllegalArgumentException(
          "outcome constraint on '%s': margin: expected 0, as '%s' has no standard error, got %s; use an aggregation that has one, such as a mean or a quantile"
              .formatted(metric, aggregation.name(), margin));
    }
    margin += 0.0;
  }

  /**
   * Creates a constraint without a margin.
   *
   * @param metric the metric's name, as the experiment records it
   * @param sense on which side of the bound the aggregate must be
   * @param bound finite; the bound itself satisfies the constraint
   * @param aggregation how the samples of a trial become one value
   * @throws IllegalArgumentException if the metric's name is blank or not well-formed UTF-16, or
   *     the bound is not finite
   */
  public OutcomeConstraint(String metric, Sense sense, double bound, Aggregation aggregation) {
    this(metric, sense, bound, aggregation, 0);
  }

  private static boolean neverHasStandardError(Aggregation aggregation) {
    return aggregation instanceof Minimum
        || aggregation instanceof Maximum
        || aggregation instanceof Last
        || aggregation instanceof OwnAggregation;
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
   * @throws IllegalArgumentException if there is a margin and the aggregation never has a standard
   *     error
   */
  public OutcomeConstraint aggregatedBy(Aggregation aggregation) {
    return new OutcomeConstraint(metric, sense, bound, aggregation, margin);
  }

  /**
   * Returns this constraint with a margin: the aggregate must be on the right side of the bound by
   * k of its standard errors. With k = 2 and many replicates, about one trial in 40 whose true
   * value is at the bound is taken for one that satisfies it; without a margin, it is one in two.
   *
   * <p>A margin needs at least two replicates, since one has no standard error; a study refuses a
   * margin with {@code replicates(1)}. A trial whose aggregate has no standard error all the same,
   * because all replicates but one were left out, or a quantile is too near an end, fails.
   *
   * @param standardErrors k, finite, at least 0; 0 removes the margin
   * @return the constraint
   * @throws IllegalArgumentException if the number is negative or not finite, or it is positive and
   *     the aggregation never has a standard error, as a minimum, a maximum, a last value or one
   *     that was made of a function
   */
  public OutcomeConstraint withMargin(double standardErrors) {
    return new OutcomeConstraint(metric, sense, bound, aggregation, standardErrors);
  }

  /**
   * Returns how far an aggregate is on the wrong side of the bound. This does not look at the
   * margin.
   *
   * @param value an aggregate of the metric
   * @return at most 0 if the aggregate is on the right side of the bound; else the distance from
   *     the bound, in the metric's unit
   */
  public double excess(double value) {
    return sense == Sense.AT_MOST ? value - bound : bound - value;
  }

  /**
   * Returns how far an aggregate is from satisfying the constraint, its margin included.
   *
   * @param value an aggregate of the metric
   * @param standardError the aggregate's standard error; it makes no difference if there is no
   *     margin
   * @return at most 0 if the constraint is satisfied; else how much the aggregate would have to
   *     change, in the metric's unit; NaN if there is a margin and the standard error is NaN
   */
  public double excess(double value, double standardError) {
    return margin == 0 ? excess(value) : excess(value) + margin * standardError;
  }

  /**
   * {@return canonical text, for example {@code mean of latency at most 200.0} or {@code mean of
   * latency at most 200.0 with a margin of 2.0 standard errors}}
   */
  @Override
  public String toString() {
    return "%s of %s %s %s%s"
        .formatted(
            aggregation.name(),
            metric,
            sense == Sense.AT_MOST ? "at most" : "at least",
            bound,
            margin == 0 ? "" : " with a margin of %s standard errors".formatted(margin));
  }
}
