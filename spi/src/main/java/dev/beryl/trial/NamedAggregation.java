package dev.beryl.trial;

import dev.beryl.fault.Text;

/**
 * An aggregation that is known by its name only.
 *
 * @param name tells it from others
 */
record NamedAggregation(String name) implements Aggregation {

  NamedAggregation {
    if (name.isBlank()) {
      throw new IllegalArgumentException("aggregation: expected a name, got a blank one");
    }
    var _ = Text.requireWellFormed("name of an aggregation", name);
  }

  @Override
  public double aggregate(Samples samples) {
    throw unknown();
  }

  @Override
  public double standardError(Samples samples) {
    throw unknown();
  }

  private UnsupportedOperationException unknown() {
    return new UnsupportedOperationException(
        ("aggregation '%s' is known by its name only, as from a journal; use the values that"
                + " were recorded")
            .formatted(name));
  }

  @Override
  public boolean isKnownByNameOnly() {
    return true;
  }
}
