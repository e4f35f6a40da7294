package dev.beryl.trial;

import java.util.function.DoubleFunction;

/** The ready-made aggregations by their names. */
final class AggregationNames {
  private AggregationNames() {}

  static Aggregation parse(String name) {
    Aggregation found =
        switch (name) {
          case "mean" -> Aggregation.mean();
          case "median" -> Aggregation.median();
          case "min" -> Aggregation.min();
          case "max" -> Aggregation.max();
          case "last" -> Aggregation.last();
          case "sum" -> Aggregation.sum();
          default -> withNumber(name);
        };
    return found.name().equals(name) ? found : new NamedAggregation(name);
  }

  /** The aggregation of a name such as {@code quantile(0.9)}, or one known by its name only. */
  private static Aggregation withNumber(String name) {
    int open = name.indexOf('(');
    if (open < 0 || !name.endsWith(")")) {
      return new NamedAggregation(name);
    }
    String argument = name.substring(open + 1, name.length() - 1);
    String lowerTail = ", lower tail";
    boolean maximizing = argument.endsWith(lowerTail);
    String number =
        maximizing ? argument.substring(0, argument.length() - lowerTail.length()) : argument;
    return switch (name.substring(0, open)) {
      case "quantile" -> with(name, number, Aggregation::quantile);
      case "trimmedMean" -> with(name, number, Aggregation::trimmedMean);
      case "cvar" ->
          with(name, number, Aggregation::cvar)
              .towards(maximizing ? Direction.MAXIMIZE : Direction.MINIMIZE);
      case "meanPlusSd" -> with(name, number, Aggregation::meanPlusSd);
      case "meanMinusSd" -> with(name, number, Aggregation::meanPlusSd).towards(Direction.MAXIMIZE);
      default -> new NamedAggregation(name);
    };
  }

  private static Aggregation with(String name, String number, DoubleFunction<Aggregation> make) {
    try {
      return make.apply(Double.parseDouble(number));
    } catch (IllegalArgumentException noSuchNumber) {
      return new NamedAggregation(name);
    }
  }
}
