package dev.beryl.optimizers;

import dev.beryl.spi.Option;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Options with a value for each of some parameters, by name: a map, or text such as {@code
 * delta=7,gamma=3}.
 */
final class PerParameter {
  private PerParameter() {}

  /**
   * An option without a default.
   *
   * @param <T> what a parameter gets
   * @param entry makes it of what was given, a {@code T} or text; null if it is not allowed
   * @return the option; its value is unmodifiable, sorted by name
   */
  static <T> Option<SortedMap<String, T>> option(
      String name, String expected, String description, Function<Object, @Nullable T> entry) {
    return Option.of(name, expected, description, given -> read(given, entry));
  }

  private static <T> @Nullable SortedMap<String, T> read(
      Object given, Function<Object, @Nullable T> entry) {
    Map<?, ?> entries = given instanceof Map<?, ?> map ? map : split(given.toString());
    if (entries == null) {
      return null;
    }
    var values = new TreeMap<String, T>();
    for (Map.Entry<?, ?> each : entries.entrySet()) {
      T value = each.getValue() == null ? null : entry.apply(each.getValue());
      if (value == null || !(each.getKey() instanceof String name)) {
        return null;
      }
      values.put(name, value);
    }
    return Collections.unmodifiableSortedMap(values);
  }

  private static @Nullable Map<String, String> split(String text) {
    var entries = new LinkedHashMap<String, String>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        return null;
      }
      String name = part.substring(0, equals).strip();
      if (entries.put(name, part.substring(equals + 1).strip()) != null) {
        return null;
      }
    }
    return entries;
  }
}
