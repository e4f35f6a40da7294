package dev.beryl.space;

import dev.beryl.fault.Nulls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values of a categorical or ordinal parameter, each with its index. */
record Levels<T>(List<T> values, Map<T, Integer> index) {

  static <T> Levels<T> of(String parameter, List<T> values) {
    var faults = Parameter.faultsOf(parameter);
    Nulls.refuse("parameter '%s': values".formatted(parameter), values);
    faults.require(!values.isEmpty(), "values: expected at least one, got none");
    var index = new HashMap<T, Integer>();
    var texts = new HashSet<String>();
    for (int i = 0; i < values.size(); i++) {
      T value = values.get(i);
      if (value == null) {
        faults.add("values[%s]: expected a value, got null", i);
      } else if (index.putIfAbsent(value, i) != null) {
        faults.add("values[%s]: '%s' is listed twice", i, value);
      } else if (!texts.add(Objects.toString(value))) {
        faults.add(
            "values[%s]: prints as '%s' like another value; give them distinct toString() texts",
            i, value);
      } else if (hasNoText(value)) {
        faults.add(
            "values[%s]: prints as '%s', which changes from run to run, so that no study could be told apart"
                + " from another; give its type a toString(), or use an enum",
            i, value);
      } else {
        faults.requireWellFormed("values[" + i + "]", Objects.toString(value));
      }
    }
    faults.throwIfAny();
    return new Levels<>(List.copyOf(values), Map.copyOf(index));
  }

  private static boolean hasNoText(Object value) {
    String none = value.getClass().getName() + "@" + Integer.toHexString(value.hashCode());
    return value.toString().equals(none);
  }
}
