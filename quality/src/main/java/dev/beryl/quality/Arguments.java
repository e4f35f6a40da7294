package dev.beryl.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Arguments of a program: {@code name=value}. */
final class Arguments {
  private final Map<String, String> values = new LinkedHashMap<>();

  Arguments(Set<String> known, String... arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw new IllegalArgumentException(
            "expected name=value with a name of %s, got '%s'"
                .formatted(new TreeSet<>(known), argument));
      }
      values.put(name, argument.substring(equals + 1));
    }
  }

  String text(String name, String otherwise) {
    String value = values.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }
}
