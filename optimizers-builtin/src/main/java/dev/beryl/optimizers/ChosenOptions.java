package dev.beryl.optimizers;

import dev.beryl.spi.Option;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options that a typed option set has chosen. Immutable.
 *
 * @param values option name to value
 */
record ChosenOptions(SortedMap<String, Object> values) {
  static final ChosenOptions NONE = new ChosenOptions(Collections.emptySortedMap());

  /**
   * These options and one more.
   *
   * @throws IllegalArgumentException if the value is not allowed
   */
  <T> ChosenOptions with(Option<T> option, T value) {
    var changed = new TreeMap<>(values);
    changed.put(option.name(), option.read(value));
    return new ChosenOptions(Collections.unmodifiableSortedMap(changed));
  }

  /** For example {@code median {percentile=25.0}}. */
  String of(String name) {
    return values.isEmpty() ? name : name + " " + values;
  }
}
