package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;

/**
 * A metric's aggregate over the replicates, to be minimized or maximized.
 *
 * @param metric the metric's name, as the experiment records it
 * @param direction which way is better
 * @param aggregation how the samples of a trial become one value
 */
public record Objective(String metric, Direction direction, Aggregation aggregation) {
  /**
   * Checks the name and adapts the aggregation to the direction.
   *
   * @throws IllegalArgumentException if the metric's name is blank or not well-formed UTF-16
   */
  public Objective {
    Nulls.refuse("objective: metric", metric);
    Nulls.refuse("objective: direction", direction);
    Nulls.refuse("objective: aggregation", aggregation);
    if (metric.isBlank()) {
      throw new IllegalArgumentException("objective: expected a metric's name, got a blank one");
    }
    var _ = Text.requireWellFormed("metric of an objective", metric);
    aggregation = aggregation.towards(direction);
  }

  /**
   * Minimizes the mean of a metric.
   *
   * @param metric the metric's name
   * @return the objective
   * @throws IllegalArgumentException if the name is blank
   */
  public static Objective minimize(String metric) {
    return minimize(metric, Aggregation.mean());
  }

  /**
   * Minimizes an aggregate of a metric.
   *
   * @param metric the metric's name
   * @param aggregation how the samples of a trial become one value
   * @return the objective
   * @throws IllegalArgumentException if the name is blank
   */
  public static Objective minimize(String metric, Aggregation aggregation) {
    return new Objective(metric, Direction.MINIMIZE, aggregation);
  }

  /**
   * Maximizes the mean of a metric.
   *
   * @param metric the metric's name
   * @return the objective
   * @throws IllegalArgumentException if the name is blank
   */
  public static Objective maximize(String metric) {
    return maximize(metric, Aggregation.mean());
  }

  /**
   * Maximizes an aggregate of a metric.
   *
   * @param metric the metric's name
   * @param aggregation how the samples of a trial become one value
   * @return the objective
   * @throws IllegalArgumentException if the name is blank
   */
  public static Objective maximize(String metric, Aggregation aggregation) {
    return new Objective(metric, Direction.MAXIMIZE, aggregation);
  }

  /**
   * Returns the value as optimizers see it, always to be minimized.
   *
   * @param value an aggregate of the metric
   * @return the value if the objective is minimized, its negation if it is maximized
   */
  public double loss(double value) {
    return direction.loss(value);
  }

  /** {@return canonical text, for example {@code minimize mean of loss}} */
  @Override
  public String toString() {
    return (direction == Direction.MINIMIZE ? "minimize " : "maximize ")
        + aggregation.name()
        + " of "
        + metric;
  }
}
