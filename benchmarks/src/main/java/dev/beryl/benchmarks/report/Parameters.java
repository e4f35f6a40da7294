package dev.beryl.benchmarks.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters of a benchmark by their names, numbers in the order of numbers. */
final class Parameters {
  static final Comparator<String> ORDER =
      (a, b) -> {
        Iterator<String> others = of(b).values().iterator();
        for (String value : of(a).values()) {
          int order = others.hasNext() ? compareValues(value, others.next()) : 1;
          if (order != 0) {
            return order;
          }
        }
        return others.hasNext() ? -1 : 0;
      };

  private Parameters() {}

  /** The parts of a text such as {@code dimension=5, work=0}, in its order. */
  static Map<String, String> of(String parameters) {
    if (parameters.isEmpty()) {
      return Map.of();
    }
    var parts = new LinkedHashMap<String, String>();
    for (String part : parameters.split(", ", -1)) {
      int end = Math.max(part.indexOf('='), 0);
      parts.put(part.substring(0, end), part.substring(Math.min(end + 1, part.length())));
    }
    return Collections.unmodifiableMap(parts);
  }

  private static int compareValues(String a, String b) {
    return isNumber(a) && isNumber(b)
        ? Long.compare(Long.parseLong(a), Long.parseLong(b))
        : a.compareTo(b);
  }

  private static boolean isNumber(String value) {
    return value.matches("-?\\d{1,18}");
  }
}
