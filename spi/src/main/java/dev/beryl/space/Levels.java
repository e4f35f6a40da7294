package dev.beryl.space;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values of a categorical or ordinal parameter, each with its index. */
record Levels<T>(List<T> values, Map<T, Integer> index) {

  static <T> Levels<T> of(String parameter, List<T> values) {
    var faults = Parameter.faultsOf(parameter);
    faults.require(!values.isEmpty(), "values: expected at least one, got none");
    var index = new HashMap<T, Integer>();
    var texts = new HashSet<String>();
    for (int i = 0; i < values.size(); i++) {
      T value = values.get(i);
      if (value == null) {
        faults.add("values[%s]: expected a value, got null", i);
      } else if (index.putIfAbsent(value, i) != null) {
        faults.add("values[%s]: '%s' stands in it twice", i, value);
      } else if (!texts.add(Objects.toString(value))) {
        faults.add(
            "values[%s]: prints as '%s' like another value; give them distinct toString() texts",
            i, value);
      }
    }
    faults.throwIfAny();
    return new Levels<>(List.copyOf(values), Map.copyOf(index));
  }
}
