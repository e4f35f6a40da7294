package dev.beryl.report.page;

import dev.beryl.space.ChoiceParameter;
import dev.beryl.space.Parameter;
import dev.beryl.trial.Trial;

/** A trial's values as numbers. */
final class Values {
  private Values() {}

  /** The value of a number, the index of a choice, or NaN where the parameter is inactive. */
  static double of(Trial trial, Parameter parameter) {
    Object value = trial.treatment().value(parameter.name());
    if (value == null) {
      return Double.NaN;
    }
    return parameter instanceof ChoiceParameter<?>
        ? parameter.coordinateOf(value)
        : ((Number) value).doubleValue();
  }
}
