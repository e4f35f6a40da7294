package dev.beryl.optimizers;

import dev.beryl.spi.Option;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The common part of all optimizers and pruners of this package: a name, options and chosen values.
 */
abstract class BuiltIn {
  private final String name;
  private final String description;
  private final List<Option<?>> options;
  private final Map<String, Object> chosen;

  BuiltIn(String name, String description, List<Option<?>> options, Map<String, Object> chosen) {
    this.name = name;
    this.description = description;
    this.options = options;
    this.chosen = chosen;
  }

  /** {@return the name in a study} */
  public final String name() {
    return name;
  }

  /** {@return what the plug-in does, in one sentence} */
  public final String description() {
    return description;
  }

  /** {@return all options} */
  public final List<Option<?>> options() {
    return options;
  }

  /** {@return the options that were chosen, name to value; unmodifiable} */
  public final Map<String, Object> chosen() {
    return chosen;
  }

  /**
   * Returns the chosen options and one more.
   *
   * @throws IllegalArgumentException if the value is not allowed
   */
  final <T> Map<String, Object> choosing(Option<T> option, T value) {
    SortedMap<String, Object> changed = new TreeMap<>(chosen);
    changed.put(option.name(), option.read(value));
    return Collections.unmodifiableSortedMap(changed);
  }

  /** {@return the name and the chosen options, for example {@code median {percentile=25.0}}} */
  @Override
  public final String toString() {
    return chosen.isEmpty() ? name : name + " " + chosen;
  }
}
