package dev.beryl.trial;

import dev.beryl.fault.Nulls;
import dev.beryl.fault.Text;
import java.util.function.ToDoubleFunction;

/**
 * A user's aggregation.
 *
 * @param name tells it from others
 * @param function the aggregation
 */
record OwnAggregation(String name, ToDoubleFunction<Samples> function) implements Aggregation {

  OwnAggregation {
    Nulls.refuse("aggregation: name", name);
    Nulls.refuse("aggregation: function", function);
    if (name.isBlank()) {
      throw new IllegalArgumentException("aggregation: expected a name, got a blank one");
    }
    var _ = Text.requireWellFormed("name of an aggregation", name);
  }

  @Override
  public double aggregate(Samples samples) {
    return function.applyAsDouble(samples);
  }
}
