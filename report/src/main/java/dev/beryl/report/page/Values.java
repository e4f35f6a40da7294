package dev.beryl.report.page;

import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.IntegerParameter;
import dev.beryl.space.ItemsParameter;
import dev.beryl.space.Parameter;
import dev.beryl.space.RealParameter;
import dev.beryl.trial.Trial;

/** A trial's values as numbers. */
final class Values {
  private Values() {}

  /**
   * The value of a number, the index of a choice, the place of a subset or a permutation among all
   * of them in [0, 1], or NaN where the parameter is inactive.
   */
  static double of(Trial trial, Parameter parameter) {
    Object value = trial.treatment().value(parameter.name());
    if (value == null) {
      return Double.NaN;
    }
    return switch (parameter) {
      case ChoiceParameter<?> choice -> choice.coordinateOf(value);
      case ItemsParameter<?> items -> items.toUnit(items.coordinateOf(value));
      case RealParameter _, IntegerParameter _ -> ((Number) value).doubleValue();
    };
  }
}
