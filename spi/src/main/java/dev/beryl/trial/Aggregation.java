package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import java.util.function.ToDoubleFunction;

/**
 * Reduces the samples of a metric to one value, and estimates how uncertain that value is.
 *
 * <p>The ready-made aggregations, except {@link #last()}, depend on the multiset of the values
 * only: every order of the replicates gives the same bits. They throw {@link
 * IllegalArgumentException} for samples without values, return NaN if any value that they use is
 * NaN, and return positive zero for zero. Two of them are equal if their names are equal. If a
 * replicate recorded the metric several times, all its values have the same weight in the
 * aggregate. The standard error, where there is one, assumes that replicates are independent, not
 * values.
 *
 * <p>Implementations must be immutable, safe for use by any thread, and functions of the samples.
 */
public interface Aggregation {

  /**
   * Aggregates samples.
   *
   * @param samples samples with at least one value
   * @return their aggregate, in the metric's own orientation
   * @throws IllegalArgumentException if there are fewer values than the aggregation needs
   */
  double aggregate(Samples samples);

  /**
   * Aggregates the single value of a single replicate, without making samples.
   *
   * @param only the value
   * @return the same bits as for samples of that value; the default implementation makes such
   *     samples
   * @throws IllegalArgumentException if the aggregation needs more than one value
   */
  default double aggregate(double only) {
    return aggregate(Samples.of(only));
  }

  /**
   * Estimates the standard error of the aggregate.
   *
   * @param samples samples with at least one value
   * @return the standard error; NaN if it is not known, which is the default
   * @throws IllegalArgumentException if there are fewer values than the aggregation needs
   */
  default double standardError(Samples samples) {
    return Double.NaN;
  }

  /**
   * {@return a text that identifies this aggregation, its numbers included, such as {@code
   * quantile(0.9)}; it is part of a study's identity}
   */
  String name();

  /**
   * Returns the form of this aggregation for an objective's direction. An aggregation of bad
   * outcomes needs to know which side is bad; others are the same for both directions.
   *
   * @param direction the objective's direction
   * @return the aggregation for that direction, by default this one
   */
  default Aggregation towards(Direction direction) {
    Nulls.refuse("aggregation: direction", direction);
    return this;
  }

  /**
   * Returns the mean of all values, exact and rounded once.
   *
   * <p>Its standard error is that of the mean of independent replicates. With N values in R
   * replicates, of which replicate r has n<sub>r</sub> with sum s<sub>r</sub>, its square is
   * R/(R-1) Σ (s<sub>r</sub> - n<sub>r</sub> mean)² / N²; with one value in each replicate it is
   * the variance over N. It is NaN for one replicate. Source: Cochran, Sampling Techniques, 3rd
   * edition 1977, chapter 6 (the ratio estimator, replicates being the sampled clusters).
   *
   * @return the mean
   */
  static Aggregation mean() {
    return new Mean();
  }

  /**
   * Returns the median of all values: the mean of the middle two if their number is even. The
   * standard error is that of {@link #quantile(double) quantile(0.5)}.
   *
   * @return the median
   */
  static Aggregation median() {
    return new Median();
  }

  /**
   * Returns a quantile of all values, by linear interpolation between order statistics: type 7 of
   * Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50(4),
   * 1996.
   *
   * <p>Its standard error is half the distance between the empirical quantiles at p ± s, where s is
   * the standard error of the share of values up to the quantile: Woodruff, Confidence intervals
   * for medians and other position measures, JASA 47(260), 1952, at one standard deviation. It is
   * NaN for one replicate and where p - s &lt; 0 or p + s &gt; 1.
   *
   * @param p probability of the quantile, in [0, 1]
   * @return the quantile
   * @throws IllegalArgumentException if {@code p} is NaN or outside [0, 1]
   */
  static Aggregation quantile(double p) {
    return new Quantile(p);
  }

  /**
   * Returns the mean of n values without the floor(g n) smallest and the floor(g n) largest.
   *
   * <p>Its standard error is that of the winsorized values, √(SSD / (h (h-1))) for h remaining
   * values: Tukey and McLaughlin, Less vulnerable confidence and significance procedures for
   * location based on a single sample, Sankhyā A 25(3), 1963. It is NaN for one replicate and for h
   * = 1.
   *
   * @param g share of the values to drop at either end, in [0, 0.5)
   * @return the trimmed mean
   * @throws IllegalArgumentException if {@code g} is NaN or outside [0, 0.5)
   */
  static Aggregation trimmedMean(double g) {
    return new TrimmedMean(g);
  }

  /**
   * Returns the conditional value at risk, also known as expected shortfall: the mean of the worst
   * share 1-alpha of the values. If that share is not a whole number of values, one value counts in
   * part. If it is less than one value, the result is the worst value. Source: Rockafellar and
   * Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2(3), 2000.
   *
   * <p>The worst values are the largest, as for an objective to be minimized; {@link
   * #towards(Direction)} gives the form for maximizing, whose worst values are the smallest.
   *
   * <p>Its standard error is that of the mean of the values' excess over the tail's threshold,
   * divided by 1-alpha: Manistre and Hancock, Variance of the CTE estimator, North American
   * Actuarial Journal 9(2), 2005. It is NaN for one replicate and for a tail of less than one
   * value.
   *
   * @param alpha share of the values that are not in the tail, in [0, 1)
   * @return the conditional value at risk
   * @throws IllegalArgumentException if {@code alpha} is NaN or outside [0, 1)
   */
  static Aggregation cvar(double alpha) {
    return new ConditionalValueAtRisk(alpha, Direction.MINIMIZE);
  }

  /**
   * Returns the smallest value; it has no standard error.
   *
   * @return the minimum
   */
  static Aggregation min() {
    return new Minimum();
  }

  /**
   * Returns the largest value; it has no standard error.
   *
   * @return the maximum
   */
  static Aggregation max() {
    return new Maximum();
  }

  /**
   * Returns the last value of the last replicate; it has no standard error.
   *
   * @return the last value
   */
  static Aggregation last() {
    return new Last();
  }

  /**
   * Returns the sum of all values, exact and rounded once.
   *
   * <p>The square of its standard error is R times the variance of the R replicates' sums (Cochran,
   * as for the mean, chapter 2). It is NaN for one replicate.
   *
   * @return the sum
   */
  static Aggregation sum() {
    return new Sum();
  }

  /**
   * Returns the mean plus k standard deviations (the square root of the unbiased variance of all
   * values): a mean with a penalty for its spread. Use a positive k to minimize; {@link
   * #towards(Direction)} gives the form for maximizing, the mean minus k standard deviations. It
   * needs at least two values.
   *
   * <p>Its standard error holds for normal values, one in each replicate, and is otherwise NaN: its
   * square is the variance times 1/n + k²/(2(n-1)).
   *
   * @param k number of standard deviations, finite
   * @return the penalized mean
   * @throws IllegalArgumentException if {@code k} is NaN or infinite
   */
  static Aggregation meanPlusSd(double k) {
    return new MeanPlusDeviation(k, Direction.MINIMIZE);
  }

  /**
   * Creates an aggregation from a function, without a standard error.
   *
   * @param name identifies the aggregation; not blank
   * @param function aggregates samples of at least one value; must be safe for use by any thread,
   *     and its result must depend on the samples alone
   * @return the aggregation
   * @throws IllegalArgumentException if {@code name} is blank
   */
  static Aggregation of(String name, ToDoubleFunction<Samples> function) {
    return new OwnAggregation(name, function);
  }

  /**
   * Returns the aggregation with a name, in the form of {@link #name()}. The name of a ready-made
   * aggregation gives that aggregation, with its numbers and its direction; any other name gives an
   * aggregation that is known by its name only. Journals store the names of their studies'
   * aggregations.
   *
   * @param name not blank
   * @return the aggregation; if it is known by its name only, it throws {@link
   *     UnsupportedOperationException} when asked to aggregate or to estimate a standard error
   * @throws IllegalArgumentException if {@code name} is blank
   */
  static Aggregation named(String name) {
    Nulls.refuse("aggregation: name", name);
    return AggregationNames.parse(name);
  }

  /**
   * Tells whether this aggregation is known by its name only, see {@link #named}.
   *
   * @return true if it cannot aggregate; false by default
   */
  default boolean isKnownByNameOnly() {
    return false;
  }
}
