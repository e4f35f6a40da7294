package dev.beryl.optimizers.pruning;

import dev.beryl.spi.Option;

/** The options of the threshold pruner, apart from those of {@link StepOptions}. */
public final class ThresholdOptions {

  /** The least value that is allowed. */
  public static final Option<Double> LOWER =
      bound("lower", "stop at a value below this").orElse(Double.NEGATIVE_INFINITY);

  /** The greatest value that is allowed. */
  public static final Option<Double> UPPER =
      bound("upper", "stop at a value above this").orElse(Double.POSITIVE_INFINITY);

  /** Whose values are judged. */
  public static final Option<String> METRIC =
      Option.of(
          "metric",
          "the metric of an objective",
          "the objective whose values are judged; if not given, all of them are, and all must be"
              + " out of bounds",
          Object::toString);

  private ThresholdOptions() {}

  private static Option<Double> bound(String name, String description) {
    return Option.real(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, description);
  }
}
